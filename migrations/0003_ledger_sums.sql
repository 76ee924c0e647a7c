CREATE TABLE "lecture_days" (
	"lecture_id" uuid NOT NULL,
	"day" date NOT NULL,
	"staff" boolean NOT NULL,
	"audience" text NOT NULL,
	"region" text NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	"completions" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "lecture_days_lecture_id_day_staff_audience_region_pk" PRIMARY KEY("lecture_id","day","staff","audience","region")
);
--> statement-breakpoint
CREATE TABLE "lecture_totals" (
	"lecture_id" uuid NOT NULL,
	"staff" boolean NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	"completions" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "lecture_totals_lecture_id_staff_pk" PRIMARY KEY("lecture_id","staff")
);
--> statement-breakpoint
CREATE TABLE "lecture_visits" (
	"lecture_id" uuid NOT NULL,
	"staff" boolean NOT NULL,
	"day" date NOT NULL,
	"previous" date NOT NULL,
	"viewers" integer NOT NULL,
	CONSTRAINT "lecture_visits_lecture_id_staff_day_previous_pk" PRIMARY KEY("lecture_id","staff","day","previous")
);
--> statement-breakpoint
CREATE TABLE "site_days" (
	"day" date NOT NULL,
	"staff" boolean NOT NULL,
	"audience" text NOT NULL,
	"region" text NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	"completions" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "site_days_day_staff_audience_region_pk" PRIMARY KEY("day","staff","audience","region")
);
--> statement-breakpoint
CREATE TABLE "site_hours" (
	"day" date NOT NULL,
	"hour" smallint NOT NULL,
	"staff" boolean NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "site_hours_day_hour_staff_pk" PRIMARY KEY("day","hour","staff")
);
--> statement-breakpoint
CREATE TABLE "site_visits" (
	"staff" boolean NOT NULL,
	"day" date NOT NULL,
	"previous" date NOT NULL,
	"audience" text NOT NULL,
	"region" text NOT NULL,
	"viewers" integer NOT NULL,
	CONSTRAINT "site_visits_staff_day_previous_audience_region_pk" PRIMARY KEY("staff","day","previous","audience","region")
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "audience" text;--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "region" text;--> statement-breakpoint
ALTER TABLE "viewers" ADD COLUMN "audience" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "viewers" ADD COLUMN "region" text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE "viewers" ADD COLUMN "days" date[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "watched" ADD COLUMN "resumed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "watched" ADD COLUMN "elapsed_ms" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "watched" ADD COLUMN "days" date[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "lecture_days" ADD CONSTRAINT "lecture_days_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_totals" ADD CONSTRAINT "lecture_totals_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lecture_visits" ADD CONSTRAINT "lecture_visits_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "played_segments_received_at_index" ON "played_segments" USING brin ("received_at");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_audience" CHECK ("accounts"."audience" in ('everyone', 'resident', 'official', 'public_institution', 'participatory_budgeting', 'social_security_council'));--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_region" CHECK ("accounts"."region" in ('suwon', 'yongin', 'goyang', 'hwaseong', 'seongnam', 'bucheon', 'namyangju', 'ansan', 'pyeongtaek', 'anyang', 'siheung', 'paju', 'gimpo', 'uijeongbu', 'gwangju', 'hanam', 'yangju', 'gwangmyeong', 'gunpo', 'osan', 'icheon', 'anseong', 'guri', 'pocheon', 'uiwang', 'yangpyeong', 'yeoju', 'dongducheon', 'gwacheon', 'gapyeong', 'yeoncheon', 'elsewhere'));