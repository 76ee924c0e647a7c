-- Plans of before had no chunks of sound. Recordings that are being transcoded start over when staff
-- press retry; those that are ready need their chunks no more.
UPDATE "recordings" SET "state" = CASE "state" WHEN 'transcoding' THEN 'failed' ELSE "state" END,
  "code" = CASE "state" WHEN 'transcoding' THEN 'internal' ELSE "code" END, "probe" = NULL, "duration" = NULL, "chunk_count" = NULL,
  "playable_at" = NULL, "seconds_total" = 0, "seconds_done" = 0
  WHERE "state" IN ('transcoding', 'failed', 'cancelled');
--> statement-breakpoint
DELETE FROM "storyboards" s USING "recordings" r WHERE r."id" = s."recording_id" AND r."state" <> 'ready';
--> statement-breakpoint
DELETE FROM "renditions" v USING "recordings" r WHERE r."id" = v."recording_id" AND r."state" <> 'ready';
--> statement-breakpoint
DELETE FROM "chunks";
--> statement-breakpoint
DO $$ BEGIN
  IF to_regclass('pgboss.job') IS NOT NULL THEN
    DELETE FROM pgboss.job WHERE name = 'transcode' AND data->>'kind' IN ('chunk', 'audio');
  END IF;
END $$;
--> statement-breakpoint
CREATE TABLE "workers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"pid" integer NOT NULL,
	"slots" integer NOT NULL,
	"threads" integer NOT NULL,
	"sandbox_missing" text[] NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workers_size" CHECK ("workers"."slots" > 0 and "workers"."threads" > 0)
);
--> statement-breakpoint
ALTER TABLE "chunks" DROP CONSTRAINT "chunks_recording_id_index_pk";
--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "kind" text NOT NULL;
--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_recording_id_kind_index_pk" PRIMARY KEY("recording_id","kind","index");
--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "first_segment" integer NOT NULL;
--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "segments" integer[] NOT NULL;
--> statement-breakpoint
ALTER TABLE "chunks" ADD COLUMN "reported_at" timestamp (3) with time zone;
--> statement-breakpoint
ALTER TABLE "recordings" DROP COLUMN "audio_attempt";
--> statement-breakpoint
ALTER TABLE "recordings" DROP COLUMN "audio_complete";
--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_kind" CHECK ("chunks"."kind" in ('video', 'audio'));
--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_segments" CHECK ("chunks"."first_segment" >= 0 and cardinality("chunks"."segments") > 0);
--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_reported" CHECK ("chunks"."attempt" is null or "chunks"."reported_at" is not null);
