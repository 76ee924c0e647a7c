CREATE TABLE "handouts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lecture_id" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "handouts_bytes" CHECK ("handouts"."bytes" > 0)
);
--> statement-breakpoint
ALTER TABLE "handouts" ADD CONSTRAINT "handouts_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "handouts_lecture_id_index" ON "handouts" USING btree ("lecture_id");