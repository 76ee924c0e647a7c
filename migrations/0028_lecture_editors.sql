CREATE TABLE "lecture_editors" (
	"lecture_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lecture_editors_lecture_id_account_id_pk" PRIMARY KEY("lecture_id","account_id")
);
--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "instructor_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "venue_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "field_en" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "tags_en" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "lecture_editors" ADD CONSTRAINT "lecture_editors_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_editors" ADD CONSTRAINT "lecture_editors_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;