CREATE TABLE "recording_marks" (
	"recording_id" uuid PRIMARY KEY NOT NULL,
	"own" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"slides" jsonb,
	"silences" jsonb,
	"code" text,
	"dropped" double precision[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "recording_marks_found" CHECK (("recording_marks"."slides" is null) = ("recording_marks"."silences" is null)),
	CONSTRAINT "recording_marks_code" CHECK ("recording_marks"."code" is null or "recording_marks"."slides" is null)
);
--> statement-breakpoint
ALTER TABLE "recording_marks" ADD CONSTRAINT "recording_marks_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE cascade ON UPDATE no action;