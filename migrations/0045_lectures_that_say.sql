-- By the index alone, as `captions/ending-queries.ts` says.
CREATE FUNCTION "lectures_that_say"("word" tsquery) RETURNS SETOF uuid LANGUAGE sql STABLE SET enable_seqscan = off
  AS $$ SELECT "lecture_id" FROM "caption_endings" WHERE "endings" @@ "word" $$;
