CREATE TABLE "caption_endings" (
	"lecture_id" uuid NOT NULL,
	"language" text NOT NULL,
	"part" smallint NOT NULL,
	"endings" "tsvector" NOT NULL,
	CONSTRAINT "caption_endings_lecture_id_language_part_pk" PRIMARY KEY("lecture_id","language","part"),
	CONSTRAINT "caption_endings_part" CHECK ("caption_endings"."part" >= 0)
);
--> statement-breakpoint
ALTER TABLE "caption_endings" ADD CONSTRAINT "caption_endings_track" FOREIGN KEY ("lecture_id","language") REFERENCES "public"."caption_tracks"("lecture_id","language") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "caption_endings_search" ON "caption_endings" USING gin ("endings") WITH (fastupdate=false);--> statement-breakpoint
-- What is there already, as `captions/endings.ts` makes it of what is put from now on.
INSERT INTO "caption_endings" SELECT "lecture_id", "language", "part", array_to_tsvector(array_agg("ending")) FROM (
    SELECT "lecture_id", "language", "ending", (row_number() OVER (PARTITION BY "lecture_id", "language") - 1) / 8000 AS "part"
    FROM (
      SELECT DISTINCT t."lecture_id", t."language", substr(w."word", n) AS "ending"
      FROM "caption_tracks" t,
        LATERAL (SELECT regexp_replace(regexp_replace(substr(t."vtt", 7), '^.*-->.*$', '', 'gn'), '<[^>]*>', '', 'g') AS "said") s,
        LATERAL (SELECT replace(replace(replace(replace(replace(replace(lower(s."said"),
          '&nbsp;', ' '), '&lrm;', ''), '&rlm;', ''), '&lt;', '<'), '&gt;', '>'), '&amp;', '&') AS "plain") p,
        LATERAL (SELECT DISTINCT left("word", 32) AS "word" FROM regexp_split_to_table(p."plain", '\s+') AS "word") w,
        LATERAL generate_series(1, length(w."word")) n) e) parts
  GROUP BY "lecture_id", "language", "part";
