ALTER TABLE "recordings" DROP CONSTRAINT "recordings_state";--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "trim_of" uuid;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "trim_attempt" uuid;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_trim_of_recordings_id_fk" FOREIGN KEY ("trim_of") REFERENCES "public"."recordings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_trimming" CHECK ("recordings"."state" <> 'trimming' or "recordings"."kept" is not null);--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_state" CHECK ("recordings"."state" in ('uploaded', 'trimming', 'probing', 'transcoding', 'ready', 'rejected', 'failed', 'cancelled'));