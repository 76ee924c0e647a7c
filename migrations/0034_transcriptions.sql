CREATE TABLE "transcriptions" (
	"lecture_id" uuid NOT NULL,
	"language" text NOT NULL,
	"recording_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempt" uuid,
	"pieces" integer,
	"heard" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"code" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transcriptions_lecture_id_language_pk" PRIMARY KEY("lecture_id","language"),
	CONSTRAINT "transcriptions_language" CHECK ("transcriptions"."language" in ('ko', 'en', 'zh', 'vi', 'th', 'ru')),
	CONSTRAINT "transcriptions_state" CHECK ("transcriptions"."state" in ('queued', 'running', 'done', 'failed', 'cancelled')),
	CONSTRAINT "transcriptions_code" CHECK ("transcriptions"."code" in ('unreachable', 'key', 'refused', 'format', 'draft', 'internal')),
	CONSTRAINT "transcriptions_failed" CHECK (("transcriptions"."state" = 'failed') = ("transcriptions"."code" is not null)),
	CONSTRAINT "transcriptions_pieces" CHECK ("transcriptions"."pieces" >= 1),
	CONSTRAINT "transcriptions_heard" CHECK (jsonb_typeof("transcriptions"."heard") = 'array')
);
--> statement-breakpoint
ALTER TABLE "transcriptions" ADD CONSTRAINT "transcriptions_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transcriptions" ADD CONSTRAINT "transcriptions_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE cascade ON UPDATE no action;