ALTER TABLE "lecture_visits" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "site_visits" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "lecture_visits" CASCADE;--> statement-breakpoint
DROP TABLE "site_visits" CASCADE;--> statement-breakpoint
ALTER TABLE "lecture_days" DROP CONSTRAINT "lecture_days_lecture_id_day_staff_audience_region_pk";--> statement-breakpoint
ALTER TABLE "site_days" DROP CONSTRAINT "site_days_day_staff_audience_region_pk";--> statement-breakpoint
ALTER TABLE "lecture_days" ADD CONSTRAINT "lecture_days_lecture_id_day_staff_pk" PRIMARY KEY("lecture_id","day","staff");--> statement-breakpoint
ALTER TABLE "site_days" ADD CONSTRAINT "site_days_day_staff_pk" PRIMARY KEY("day","staff");--> statement-breakpoint
ALTER TABLE "lecture_days" DROP COLUMN "audience";--> statement-breakpoint
ALTER TABLE "lecture_days" DROP COLUMN "region";--> statement-breakpoint
ALTER TABLE "site_days" DROP COLUMN "audience";--> statement-breakpoint
ALTER TABLE "site_days" DROP COLUMN "region";