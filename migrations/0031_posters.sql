CREATE TABLE "posters" (
	"lecture_id" uuid PRIMARY KEY NOT NULL,
	"key" text,
	"request" uuid,
	"code" text,
	CONSTRAINT "posters_code" CHECK ("posters"."code" is null or "posters"."request" is not null)
);
--> statement-breakpoint
ALTER TABLE "posters" ADD CONSTRAINT "posters_lecture_id_lectures_id_fk" FOREIGN KEY ("lecture_id") REFERENCES "public"."lectures"("id") ON DELETE cascade ON UPDATE no action;