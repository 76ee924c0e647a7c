CREATE TABLE "recording_notices" (
	"recording_id" uuid NOT NULL,
	"outcome" text NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "recording_notices_recording_id_outcome_pk" PRIMARY KEY("recording_id","outcome"),
	CONSTRAINT "recording_notices_outcome" CHECK ("recording_notices"."outcome" in ('ready', 'rejected', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD COLUMN "notify" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "recording_notices" ADD CONSTRAINT "recording_notices_recording_id_recordings_id_fk" FOREIGN KEY ("recording_id") REFERENCES "public"."recordings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recording_notices" ADD CONSTRAINT "recording_notices_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;