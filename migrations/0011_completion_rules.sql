CREATE TABLE "completion_rules" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"share" double precision NOT NULL,
	"elapsed_share" double precision DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "completion_rules_course_id_version_unique" UNIQUE("course_id","version"),
	CONSTRAINT "completion_rules_version" CHECK ("completion_rules"."version" >= 1),
	CONSTRAINT "completion_rules_share" CHECK ("completion_rules"."share" > 0 and "completion_rules"."share" <= 1),
	CONSTRAINT "completion_rules_elapsed_share" CHECK ("completion_rules"."elapsed_share" between 0 and 1)
);
--> statement-breakpoint
ALTER TABLE "courses" ADD COLUMN "rule_id" uuid;--> statement-breakpoint
ALTER TABLE "completion_rules" ADD CONSTRAINT "completion_rules_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completion_rules" ADD CONSTRAINT "completion_rules_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_rule_id_completion_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."completion_rules"("id") ON DELETE no action ON UPDATE no action;