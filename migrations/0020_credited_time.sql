ALTER TABLE "watched" ADD COLUMN "played_time" "int8multirange" DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "watched" ADD COLUMN "elapsed_time" "int8multirange" DEFAULT '{}' NOT NULL;