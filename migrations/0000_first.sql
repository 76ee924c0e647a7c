CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text DEFAULT 'resident' NOT NULL,
	"password_hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_email_unique" UNIQUE("email"),
	CONSTRAINT "accounts_email_lower" CHECK ("accounts"."email" = lower("accounts"."email")),
	CONSTRAINT "accounts_role" CHECK ("accounts"."role" in ('resident', 'staff', 'administrator'))
);
--> statement-breakpoint
CREATE TABLE "caption_tracks" (
	"lecture_id" uuid NOT NULL,
	"language" text NOT NULL,
	"vtt" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "caption_tracks_lecture_id_language_pk" PRIMARY KEY("lecture_id","language"),
	CONSTRAINT "caption_tracks_language" CHECK ("caption_tracks"."language" in ('ko', 'en'))
);
--> statement-breakpoint
CREATE TABLE "chapters" (
	"lecture_id" uuid NOT NULL,
	"start" double precision NOT NULL,
	"title" text NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	CONSTRAINT "chapters_lecture_id_start_pk" PRIMARY KEY("lecture_id","start"),
	CONSTRAINT "chapters_start" CHECK ("chapters"."start" >= 0)
);
--> statement-breakpoint
CREATE TABLE "chunks" (
	"recording_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"start" double precision NOT NULL,
	"duration" double precision NOT NULL,
	"attempt" uuid,
	"seconds_done" double precision DEFAULT 0 NOT NULL,
	"done_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "chunks_recording_id_index_pk" PRIMARY KEY("recording_id","index"),
	CONSTRAINT "chunks_time" CHECK ("chunks"."index" >= 0 and "chunks"."start" >= 0 and "chunks"."duration" > 0)
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"summary_en" text DEFAULT '' NOT NULL,
	"audience" text DEFAULT 'everyone' NOT NULL,
	"completion_share" double precision DEFAULT 0.9 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "courses_audience" CHECK ("courses"."audience" in ('everyone', 'resident', 'official', 'public_institution', 'participatory_budgeting', 'social_security_council')),
	CONSTRAINT "courses_completion_share" CHECK ("courses"."completion_share" > 0 and "courses"."completion_share" <= 1)
);
--> statement-breakpoint
CREATE TABLE "day_counters" (
	"day" date NOT NULL,
	"lecture_id" uuid NOT NULL,
	"views" integer DEFAULT 0 NOT NULL,
	"watched_ms" bigint DEFAULT 0 NOT NULL,
	"completions" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "day_counters_day_lecture_id_pk" PRIMARY KEY("day","lecture_id")
);
--> statement-breakpoint
CREATE TABLE "lectures" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"course_id" uuid,
	"course_order" integer DEFAULT 1 NOT NULL,
	"title" text NOT NULL,
	"title_en" text DEFAULT '' NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"summary_en" text DEFAULT '' NOT NULL,
	"instructor" text DEFAULT '' NOT NULL,
	"venue" text DEFAULT '' NOT NULL,
	"session_date" date,
	"audience" text DEFAULT 'everyone' NOT NULL,
	"field" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"visibility" text DEFAULT 'draft' NOT NULL,
	"published_at" timestamp with time zone,
	"search_text" text DEFAULT '' NOT NULL,
	"search_choseong" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lectures_audience" CHECK ("lectures"."audience" in ('everyone', 'resident', 'official', 'public_institution', 'participatory_budgeting', 'social_security_council')),
	CONSTRAINT "lectures_visibility" CHECK ("lectures"."visibility" in ('draft', 'public')),
	CONSTRAINT "lectures_public_since" CHECK ("lectures"."visibility" = 'draft' or "lectures"."published_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "playback_sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"viewer_id" uuid NOT NULL,
	"lecture_id" uuid NOT NULL,
	"staff" boolean NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"viewed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "played_segments" (
	"playback_session_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"from" double precision NOT NULL,
	"to" double precision NOT NULL,
	"rate" double precision NOT NULL,
	"elapsed_ms" integer NOT NULL,
	"clipped" boolean NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "played_segments_playback_session_id_seq_pk" PRIMARY KEY("playback_session_id","seq"),
	CONSTRAINT "played_segments_range" CHECK ("played_segments"."from" >= 0 and "played_segments"."to" >= "played_segments"."from")
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lecture_id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"sha256" text,
	"state" text DEFAULT 'uploaded' NOT NULL,
	"code" text,
	"duration" double precision,
	"probe" jsonb,
	"seconds_total" double precision DEFAULT 0 NOT NULL,
	"seconds_done" double precision DEFAULT 0 NOT NULL,
	"audio_attempt" uuid,
	"audio_complete" boolean DEFAULT false NOT NULL,
	"chunk_count" integer,
	"playable_at" timestamp with time zone,
	"ready_at" timestamp with time zone,
	"replaced_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recordings_state" CHECK ("recordings"."state" in ('uploaded', 'probing', 'transcoding', 'ready', 'rejected', 'failed', 'cancelled')),
	CONSTRAINT "recordings_code" CHECK (("recordings"."state" in ('rejected', 'failed')) = ("recordings"."code" is not null)),
	CONSTRAINT "recordings_probed" CHECK ("recordings"."state" not in ('transcoding', 'ready')
        or ("recordings"."duration" > 0 and "recordings"."probe" is not null and "recordings"."chunk_count" > 0)),
	CONSTRAINT "recordings_ready" CHECK (("recordings"."state" = 'ready') = ("recordings"."ready_at" is not null)),
	CONSTRAINT "recordings_ready_playable" CHECK ("recordings"."ready_at" is null or "recordings"."playable_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "renditions" (
	"recording_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"width" integer,
	"height" integer,
	"rung" integer,
	"frame_rate" double precision,
	"codecs" text,
	"init_key" text,
	"init_sha256" text,
	CONSTRAINT "renditions_recording_id_name_pk" PRIMARY KEY("recording_id","name"),
	CONSTRAINT "renditions_kind" CHECK ("renditions"."kind" in ('video', 'audio')),
	CONSTRAINT "renditions_size" CHECK ("renditions"."kind" = 'audio' or ("renditions"."width" > 0 and "renditions"."height" > 0
        and "renditions"."rung" > 0 and "renditions"."frame_rate" > 0)),
	CONSTRAINT "renditions_init" CHECK (("renditions"."codecs" is null) = ("renditions"."init_key" is null)
        and ("renditions"."init_sha256" is null) = ("renditions"."init_key" is null))
);
--> statement-breakpoint
CREATE TABLE "retention_deltas" (
	"lecture_id" uuid NOT NULL,
	"second" integer NOT NULL,
	"viewers" integer DEFAULT 0 NOT NULL,
	"plays" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "retention_deltas_lecture_id_second_pk" PRIMARY KEY("lecture_id","second")
);
--> statement-breakpoint
CREATE TABLE "segment_runs" (
	"recording_id" uuid NOT NULL,
	"rendition" text NOT NULL,
	"run" integer NOT NULL,
	"keys" text[] NOT NULL,
	"durations" double precision[] NOT NULL,
	"bytes" integer[] NOT NULL,
	CONSTRAINT "segment_runs_recording_id_rendition_run_pk" PRIMARY KEY("recording_id","rendition","run"),
	CONSTRAINT "segment_runs_lengths" CHECK (cardinality("segment_runs"."keys") = cardinality("segment_runs"."durations")
        and cardinality("segment_runs"."keys") = cardinality("segment_runs"."bytes"))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" "bytea" PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "storyboards" (
	"recording_id" uuid PRIMARY KEY NOT NULL,
	"vtt_key" text NOT NULL,
	"complete" boolean NOT NULL,
	"poster_keys" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "uploads_bytes" CHECK ("uploads"."bytes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "viewer_days" (
	"day" date NOT NULL,
	"lecture_id" uuid NOT NULL,
	"viewer_id" uuid NOT NULL,
	CONSTRAINT "viewer_days_lecture_id_day_viewer_id_pk" PRIMARY KEY("lecture_id","day","viewer_id")
);
--> statement-breakpoint
CREATE TABLE "viewers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid,
	"token_hash" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "viewers_account_id_unique" UNIQUE("account_id"),
	CONSTRAINT "viewers_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "watched" (
	"viewer_id" uuid NOT NULL,
	"lecture_id" uuid NOT NULL,
	"ranges" "int4multirange" NOT NULL,
	"position" double precision DEFAULT 0 NOT NULL,
	"credited_ms" bigint DEFAULT 0 NOT NULL,
	"credited_until" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "watched_viewer_id_lecture_id_pk" PRIMARY KEY("viewer_id","lecture_id")
);
--> statement-breakpoint
ALTER TABLE "caption_tracks" ADD CONSTRAINT "caption_tracks_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chapters" ADD CONSTRAINT "chapters_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chunks" ADD CONSTRAINT "chunks_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_counters" ADD CONSTRAINT "day_counters_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lectures" ADD CONSTRAINT "lectures_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lectures" ADD CONSTRAINT "lectures_created_by_accounts_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD CONSTRAINT "playback_sessions_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "playback_sessions" ADD CONSTRAINT "playback_sessions_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "played_segments" ADD CONSTRAINT "played_segments_playback_session_id_playback_sessions_id_fk" FOREIGN KEY ("playback_session_id") REFERENCES "public"."playback_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renditions" ADD CONSTRAINT "renditions_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_deltas" ADD CONSTRAINT "retention_deltas_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "segment_runs" ADD CONSTRAINT "segment_runs_recording_id_rendition_renditions_recording_id_name_fk" FOREIGN KEY ("recording_id","rendition") REFERENCES "public"."renditions"("recording_id","name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "storyboards" ADD CONSTRAINT "storyboards_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "viewer_days" ADD CONSTRAINT "viewer_days_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "viewer_days" ADD CONSTRAINT "viewer_days_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "viewers" ADD CONSTRAINT "viewers_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched" ADD CONSTRAINT "watched_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watched" ADD CONSTRAINT "watched_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lectures_course_id_course_order_index" ON "lectures" USING btree ("course_id","course_order");--> statement-breakpoint
CREATE INDEX "lectures_visibility_published_at_index" ON "lectures" USING btree ("visibility","published_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "lectures_created_by_index" ON "lectures" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "playback_sessions_viewer_id_lecture_id_index" ON "playback_sessions" USING btree ("viewer_id","lecture_id");--> statement-breakpoint
CREATE INDEX "playback_sessions_lecture_id_index" ON "playback_sessions" USING btree ("lecture_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recordings_current" ON "recordings" USING btree ("lecture_id") WHERE "recordings"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "recordings_lecture_id_index" ON "recordings" USING btree ("lecture_id");--> statement-breakpoint
CREATE INDEX "sessions_account_id_index" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "uploads_expires_at_index" ON "uploads" USING btree ("expires_at") WHERE "uploads"."finished_at" is null;--> statement-breakpoint
CREATE INDEX "viewer_days_day_index" ON "viewer_days" USING btree ("day");--> statement-breakpoint
CREATE INDEX "watched_lecture_id_index" ON "watched" USING btree ("lecture_id");