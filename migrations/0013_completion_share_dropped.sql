ALTER TABLE "courses" DROP CONSTRAINT "courses_completion_share";--> statement-breakpoint
ALTER TABLE "courses" ALTER COLUMN "rule_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "courses" DROP COLUMN "completion_share";