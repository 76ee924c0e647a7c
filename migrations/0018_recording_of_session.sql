-- A session plays the recording that was its lecture's current one when it began.
UPDATE "playback_sessions" p SET "recording_id" = (
  SELECT r."id" FROM "recordings" r
  WHERE r."lecture_id" = p."lecture_id" AND (r."replaced_at" IS NULL OR r."replaced_at" > p."started_at")
  ORDER BY r."replaced_at" NULLS LAST LIMIT 1);
--> statement-breakpoint
-- What was watched of longer recordings than the present one is no progress of this one.
WITH "cut" AS (
  SELECT w."viewer_id", w."lecture_id", w."staff", w."ranges" - e."present" AS "beyond", w."ranges" * e."present" AS "ranges",
    least(w."position", r."duration") AS "position"
  FROM "watched" w JOIN "recordings" r ON r."lecture_id" = w."lecture_id" AND r."replaced_at" IS NULL,
    LATERAL (SELECT int4multirange(int4range(0, round(r."duration" * 1000)::int)) AS "present") e
  WHERE r."playable_at" IS NOT NULL AND NOT w."ranges" <@ e."present"),
"taken" AS (
  SELECT "lecture_id", "staff", sum((SELECT sum(upper(part) - lower(part)) FROM unnest("beyond") part)) AS "ms"
  FROM "cut" GROUP BY "lecture_id", "staff"),
"moved" AS (
  UPDATE "watched" w SET "ranges" = c."ranges", "beyond" = c."beyond", "position" = c."position"
  FROM "cut" c WHERE c."viewer_id" = w."viewer_id" AND c."lecture_id" = w."lecture_id")
UPDATE "lecture_totals" t SET "covered_ms" = t."covered_ms" - k."ms" FROM "taken" k
  WHERE k."lecture_id" = t."lecture_id" AND k."staff" = t."staff";
