CREATE TABLE "survey_responses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"survey_id" uuid NOT NULL,
	"account_id" uuid,
	"answers" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "survey_responses_course_id_account_id_unique" UNIQUE("course_id","account_id"),
	CONSTRAINT "survey_responses_answers" CHECK (jsonb_typeof("survey_responses"."answers") = 'array')
);
--> statement-breakpoint
CREATE TABLE "surveys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"questions" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "surveys_course_id_version_unique" UNIQUE("course_id","version"),
	CONSTRAINT "surveys_version" CHECK ("surveys"."version" >= 1),
	CONSTRAINT "surveys_questions" CHECK (jsonb_typeof("surveys"."questions") = 'array' and jsonb_array_length("surveys"."questions") between 1 and 20)
);
--> statement-breakpoint
ALTER TABLE "completion_rules" ADD COLUMN "survey_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "survey_id" uuid;--> statement-breakpoint
ALTER TABLE "survey_responses" ADD CONSTRAINT "survey_responses_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_responses" ADD CONSTRAINT "survey_responses_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_responses" ADD CONSTRAINT "survey_responses_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "survey_responses_account_id_index" ON "survey_responses" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "survey_responses_survey_id_index" ON "survey_responses" USING btree ("survey_id");--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE no action ON UPDATE no action;