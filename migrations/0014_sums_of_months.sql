CREATE TABLE "lecture_months" (
	"lecture_id" uuid NOT NULL,
	"month" date NOT NULL,
	"staff" boolean NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	"completions" integer DEFAULT 0 NOT NULL,
	"newcomers" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "lecture_months_lecture_id_month_staff_pk" PRIMARY KEY("lecture_id","month","staff")
);
--> statement-breakpoint
ALTER TABLE "manager_days" ADD COLUMN "views" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "manager_days" ADD COLUMN "watched_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "manager_days" ADD COLUMN "completions" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lecture_months" ADD CONSTRAINT "lecture_months_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;