CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"position" integer NOT NULL,
	"category" text NOT NULL,
	"category_en" text NOT NULL,
	"question" text NOT NULL,
	"question_en" text NOT NULL,
	"answer" text NOT NULL,
	"answer_en" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "questions_written" CHECK ("questions"."question" <> '' and "questions"."answer" <> '')
);
