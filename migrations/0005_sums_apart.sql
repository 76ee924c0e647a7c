CREATE TABLE "course_progress" (
	"course_id" uuid NOT NULL,
	"manager_id" uuid,
	"completed" integer NOT NULL,
	"people" integer NOT NULL,
	CONSTRAINT "course_progress_course_id_manager_id_completed_unique" UNIQUE NULLS NOT DISTINCT("course_id","manager_id","completed")
);
--> statement-breakpoint
CREATE TABLE "lecture_returns" (
	"lecture_id" uuid NOT NULL,
	"staff" boolean NOT NULL,
	"away" smallint NOT NULL,
	"day" date NOT NULL,
	"previous" date NOT NULL,
	"viewers" integer NOT NULL,
	CONSTRAINT "lecture_returns_lecture_id_staff_away_day_previous_pk" PRIMARY KEY("lecture_id","staff","away","day","previous"),
	CONSTRAINT "lecture_returns_away" CHECK ("lecture_returns"."day" - "lecture_returns"."previous" >= 1 << "lecture_returns"."away" and "lecture_returns"."day" - "lecture_returns"."previous" < 2 << "lecture_returns"."away")
);
--> statement-breakpoint
CREATE TABLE "lecture_traits" (
	"lecture_id" uuid NOT NULL,
	"day" date NOT NULL,
	"staff" boolean NOT NULL,
	"trait" text NOT NULL,
	"value" text NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	"completions" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "lecture_traits_lecture_id_day_staff_trait_value_pk" PRIMARY KEY("lecture_id","day","staff","trait","value"),
	CONSTRAINT "lecture_traits_trait" CHECK ("lecture_traits"."trait" in ('audience', 'region'))
);
--> statement-breakpoint
CREATE TABLE "manager_days" (
	"manager_id" uuid NOT NULL,
	"day" date NOT NULL,
	"staff" boolean NOT NULL,
	"viewers" integer DEFAULT 0 NOT NULL,
	"newcomers" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "manager_days_manager_id_day_staff_pk" PRIMARY KEY("manager_id","day","staff")
);
--> statement-breakpoint
CREATE TABLE "manager_returns" (
	"manager_id" uuid NOT NULL,
	"staff" boolean NOT NULL,
	"away" smallint NOT NULL,
	"day" date NOT NULL,
	"previous" date NOT NULL,
	"viewers" integer NOT NULL,
	CONSTRAINT "manager_returns_manager_id_staff_away_day_previous_pk" PRIMARY KEY("manager_id","staff","away","day","previous"),
	CONSTRAINT "manager_returns_away" CHECK ("manager_returns"."day" - "manager_returns"."previous" >= 1 << "manager_returns"."away" and "manager_returns"."day" - "manager_returns"."previous" < 2 << "manager_returns"."away")
);
--> statement-breakpoint
CREATE TABLE "site_returns" (
	"staff" boolean NOT NULL,
	"away" smallint NOT NULL,
	"day" date NOT NULL,
	"previous" date NOT NULL,
	"viewers" integer NOT NULL,
	"everyone" integer DEFAULT 0 NOT NULL,
	"resident" integer DEFAULT 0 NOT NULL,
	"official" integer DEFAULT 0 NOT NULL,
	"public_institution" integer DEFAULT 0 NOT NULL,
	"participatory_budgeting" integer DEFAULT 0 NOT NULL,
	"social_security_council" integer DEFAULT 0 NOT NULL,
	"suwon" integer DEFAULT 0 NOT NULL,
	"yongin" integer DEFAULT 0 NOT NULL,
	"goyang" integer DEFAULT 0 NOT NULL,
	"hwaseong" integer DEFAULT 0 NOT NULL,
	"seongnam" integer DEFAULT 0 NOT NULL,
	"bucheon" integer DEFAULT 0 NOT NULL,
	"namyangju" integer DEFAULT 0 NOT NULL,
	"ansan" integer DEFAULT 0 NOT NULL,
	"pyeongtaek" integer DEFAULT 0 NOT NULL,
	"anyang" integer DEFAULT 0 NOT NULL,
	"siheung" integer DEFAULT 0 NOT NULL,
	"paju" integer DEFAULT 0 NOT NULL,
	"gimpo" integer DEFAULT 0 NOT NULL,
	"uijeongbu" integer DEFAULT 0 NOT NULL,
	"gwangju" integer DEFAULT 0 NOT NULL,
	"hanam" integer DEFAULT 0 NOT NULL,
	"yangju" integer DEFAULT 0 NOT NULL,
	"gwangmyeong" integer DEFAULT 0 NOT NULL,
	"gunpo" integer DEFAULT 0 NOT NULL,
	"osan" integer DEFAULT 0 NOT NULL,
	"icheon" integer DEFAULT 0 NOT NULL,
	"anseong" integer DEFAULT 0 NOT NULL,
	"guri" integer DEFAULT 0 NOT NULL,
	"pocheon" integer DEFAULT 0 NOT NULL,
	"uiwang" integer DEFAULT 0 NOT NULL,
	"yangpyeong" integer DEFAULT 0 NOT NULL,
	"yeoju" integer DEFAULT 0 NOT NULL,
	"dongducheon" integer DEFAULT 0 NOT NULL,
	"gwacheon" integer DEFAULT 0 NOT NULL,
	"gapyeong" integer DEFAULT 0 NOT NULL,
	"yeoncheon" integer DEFAULT 0 NOT NULL,
	"elsewhere" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "site_returns_staff_away_day_previous_pk" PRIMARY KEY("staff","away","day","previous"),
	CONSTRAINT "site_returns_away" CHECK ("site_returns"."day" - "site_returns"."previous" >= 1 << "site_returns"."away" and "site_returns"."day" - "site_returns"."previous" < 2 << "site_returns"."away")
);
--> statement-breakpoint
CREATE TABLE "site_traits" (
	"day" date NOT NULL,
	"staff" boolean NOT NULL,
	"trait" text NOT NULL,
	"value" text NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	"completions" integer DEFAULT 0 NOT NULL,
	"newcomers" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "site_traits_day_staff_trait_value_pk" PRIMARY KEY("day","staff","trait","value"),
	CONSTRAINT "site_traits_trait" CHECK ("site_traits"."trait" in ('audience', 'region'))
);
--> statement-breakpoint
ALTER TABLE "lecture_days" ADD COLUMN "viewers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lecture_days" ADD COLUMN "newcomers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lecture_totals" ADD COLUMN "viewers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lecture_totals" ADD COLUMN "covered_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "site_days" ADD COLUMN "viewers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "site_days" ADD COLUMN "newcomers" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "watched" ADD COLUMN "staff" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "course_progress" ADD CONSTRAINT "course_progress_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "course_progress" ADD CONSTRAINT "course_progress_manager_id_accounts_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_returns" ADD CONSTRAINT "lecture_returns_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_traits" ADD CONSTRAINT "lecture_traits_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manager_days" ADD CONSTRAINT "manager_days_manager_id_accounts_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "manager_returns" ADD CONSTRAINT "manager_returns_manager_id_accounts_id_fk" FOREIGN KEY ("manager_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;