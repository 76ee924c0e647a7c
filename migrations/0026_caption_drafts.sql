CREATE TABLE "caption_drafts" (
	"lecture_id" uuid NOT NULL,
	"language" text NOT NULL,
	"cues" jsonb NOT NULL,
	"origin" text NOT NULL,
	"version" integer NOT NULL,
	"track_version" integer NOT NULL,
	"saved_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "caption_drafts_lecture_id_language_pk" PRIMARY KEY("lecture_id","language"),
	CONSTRAINT "caption_drafts_language" CHECK ("caption_drafts"."language" in ('ko', 'en', 'zh', 'vi', 'th', 'ru')),
	CONSTRAINT "caption_drafts_origin" CHECK ("caption_drafts"."origin" in ('edited', 'automatic')),
	CONSTRAINT "caption_drafts_version" CHECK ("caption_drafts"."version" >= 1 and "caption_drafts"."track_version" >= 0),
	CONSTRAINT "caption_drafts_cues" CHECK (jsonb_typeof("caption_drafts"."cues") = 'array')
);
--> statement-breakpoint
ALTER TABLE "caption_tracks" DROP CONSTRAINT "caption_tracks_language";--> statement-breakpoint
ALTER TABLE "caption_tracks" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "caption_drafts" ADD CONSTRAINT "caption_drafts_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caption_drafts" ADD CONSTRAINT "caption_drafts_saved_by_accounts_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "caption_tracks" ADD CONSTRAINT "caption_tracks_version" CHECK ("caption_tracks"."version" >= 1);--> statement-breakpoint
ALTER TABLE "caption_tracks" ADD CONSTRAINT "caption_tracks_language" CHECK ("caption_tracks"."language" in ('ko', 'en', 'zh', 'vi', 'th', 'ru'));