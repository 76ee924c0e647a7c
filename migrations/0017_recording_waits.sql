DROP INDEX "recordings_current";--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD COLUMN "recording_id" uuid;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "waiting" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "kept" jsonb;--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "removed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "watched" ADD COLUMN "beyond" "int4multirange" DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "recordings_waiting" ON "recordings" USING btree ("lecture_id") WHERE "recordings"."replaced_at" is null and "recordings"."waiting";--> statement-breakpoint
CREATE UNIQUE INDEX "recordings_current" ON "recordings" USING btree ("lecture_id") WHERE "recordings"."replaced_at" is null and not "recordings"."waiting";--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_removed" CHECK ("recordings"."removed_at" is null or "recordings"."replaced_at" is not null);