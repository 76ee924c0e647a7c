-- What was summed by audience and 시·군 together is summed by each of them; viewers of a day lie beside its other sums.
UPDATE "watched" w SET "staff" = true FROM (
    SELECT DISTINCT ON ("viewer_id", "lecture_id") "viewer_id", "lecture_id", "staff" FROM "playback_sessions"
    ORDER BY "viewer_id", "lecture_id", "viewed_at" IS NULL, "started_at") p
  WHERE p."staff" AND p."viewer_id" = w."viewer_id" AND p."lecture_id" = w."lecture_id";
--> statement-breakpoint
INSERT INTO "lecture_traits" SELECT "lecture_id", "day", "staff", 'audience', "audience", sum("views"), sum("watched_ms"), sum("completions")
  FROM "lecture_days" WHERE "audience" <> 'unknown' GROUP BY "lecture_id", "day", "staff", "audience";
--> statement-breakpoint
INSERT INTO "lecture_traits" SELECT "lecture_id", "day", "staff", 'region', "region", sum("views"), sum("watched_ms"), sum("completions")
  FROM "lecture_days" WHERE "region" <> 'unknown' GROUP BY "lecture_id", "day", "staff", "region";
--> statement-breakpoint
INSERT INTO "site_traits" SELECT "day", "staff", 'audience', "audience", sum("views"), sum("watched_ms"), sum("completions"), sum("newcomers") FROM (
    SELECT "day", "staff", "audience", "views", "watched_ms", "completions", 0 AS "newcomers" FROM "site_days"
    UNION ALL SELECT "day", "staff", "audience", 0, 0, 0, "viewers" FROM "site_visits" WHERE "previous" = '-infinity') d
  WHERE "audience" <> 'unknown' GROUP BY "day", "staff", "audience";
--> statement-breakpoint
INSERT INTO "site_traits" SELECT "day", "staff", 'region', "region", sum("views"), sum("watched_ms"), sum("completions"), sum("newcomers") FROM (
    SELECT "day", "staff", "region", "views", "watched_ms", "completions", 0 AS "newcomers" FROM "site_days"
    UNION ALL SELECT "day", "staff", "region", 0, 0, 0, "viewers" FROM "site_visits" WHERE "previous" = '-infinity') d
  WHERE "region" <> 'unknown' GROUP BY "day", "staff", "region";
--> statement-breakpoint
CREATE TEMPORARY TABLE "lecture_days_moved" AS
  SELECT "lecture_id", "day", "staff", sum("views") AS "views", sum("watched_ms") AS "watched_ms", sum("completions") AS "completions",
    sum("viewers") AS "viewers", sum("newcomers") AS "newcomers" FROM (
    SELECT "lecture_id", "day", "staff", "views", "watched_ms", "completions", 0 AS "viewers", 0 AS "newcomers" FROM "lecture_days"
    UNION ALL SELECT "lecture_id", "day", "staff", 0, 0, 0, "viewers", CASE WHEN "previous" = '-infinity' THEN "viewers" ELSE 0 END FROM "lecture_visits") d
  GROUP BY "lecture_id", "day", "staff";
--> statement-breakpoint
TRUNCATE "lecture_days";
--> statement-breakpoint
INSERT INTO "lecture_days" ("lecture_id", "day", "staff", "audience", "region", "views", "watched_ms", "completions", "viewers", "newcomers")
  SELECT "lecture_id", "day", "staff", '', '', "views", "watched_ms", "completions", "viewers", "newcomers" FROM "lecture_days_moved";
--> statement-breakpoint
DROP TABLE "lecture_days_moved";
--> statement-breakpoint
CREATE TEMPORARY TABLE "site_days_moved" AS
  SELECT "day", "staff", sum("views") AS "views", sum("watched_ms") AS "watched_ms", sum("completions") AS "completions",
    sum("viewers") AS "viewers", sum("newcomers") AS "newcomers" FROM (
    SELECT "day", "staff", "views", "watched_ms", "completions", 0 AS "viewers", 0 AS "newcomers" FROM "site_days"
    UNION ALL SELECT "day", "staff", 0, 0, 0, "viewers", CASE WHEN "previous" = '-infinity' THEN "viewers" ELSE 0 END FROM "site_visits") d
  GROUP BY "day", "staff";
--> statement-breakpoint
TRUNCATE "site_days";
--> statement-breakpoint
INSERT INTO "site_days" ("day", "staff", "audience", "region", "views", "watched_ms", "completions", "viewers", "newcomers")
  SELECT "day", "staff", '', '', "views", "watched_ms", "completions", "viewers", "newcomers" FROM "site_days_moved";
--> statement-breakpoint
DROP TABLE "site_days_moved";
--> statement-breakpoint
INSERT INTO "lecture_returns" SELECT "lecture_id", "staff", floor(log(2, "day" - "previous")), "day", "previous", "viewers"
  FROM "lecture_visits" WHERE "previous" <> '-infinity' AND "viewers" <> 0;
--> statement-breakpoint
INSERT INTO "site_returns" SELECT "staff", floor(log(2, "day" - "previous")), "day", "previous", sum("viewers"),
    coalesce(sum("viewers") FILTER (WHERE "audience" = 'everyone'), 0),
    coalesce(sum("viewers") FILTER (WHERE "audience" = 'resident'), 0),
    coalesce(sum("viewers") FILTER (WHERE "audience" = 'official'), 0),
    coalesce(sum("viewers") FILTER (WHERE "audience" = 'public_institution'), 0),
    coalesce(sum("viewers") FILTER (WHERE "audience" = 'participatory_budgeting'), 0),
    coalesce(sum("viewers") FILTER (WHERE "audience" = 'social_security_council'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'suwon'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'yongin'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'goyang'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'hwaseong'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'seongnam'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'bucheon'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'namyangju'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'ansan'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'pyeongtaek'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'anyang'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'siheung'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'paju'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'gimpo'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'uijeongbu'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'gwangju'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'hanam'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'yangju'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'gwangmyeong'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'gunpo'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'osan'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'icheon'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'anseong'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'guri'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'pocheon'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'uiwang'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'yangpyeong'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'yeoju'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'dongducheon'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'gwacheon'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'gapyeong'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'yeoncheon'), 0),
    coalesce(sum("viewers") FILTER (WHERE "region" = 'elsewhere'), 0)
  FROM "site_visits" WHERE "previous" <> '-infinity' AND "viewers" <> 0 GROUP BY "staff", "day", "previous";
--> statement-breakpoint
INSERT INTO "lecture_totals" AS t ("lecture_id", "staff", "viewers", "covered_ms")
  SELECT "lecture_id", "staff", sum("viewers"), sum("covered_ms") FROM (
    SELECT "lecture_id", "staff", "newcomers" AS "viewers", 0 AS "covered_ms" FROM "lecture_days"
    UNION ALL SELECT w."lecture_id", w."staff", 0, upper(part) - lower(part) FROM "watched" w, unnest(w."ranges") part) d
  GROUP BY "lecture_id", "staff"
  ON CONFLICT ("lecture_id", "staff") DO UPDATE SET "viewers" = excluded."viewers", "covered_ms" = excluded."covered_ms";
--> statement-breakpoint
INSERT INTO "manager_days" SELECT "manager_id", "day", "staff", count(*), count(*) FILTER (WHERE "previous" IS NULL) FROM (
    SELECT "manager_id", "staff", "day", lag("day") OVER (PARTITION BY "viewer_id", "manager_id", "staff" ORDER BY "day") AS "previous"
    FROM (SELECT DISTINCT w."viewer_id", l."created_by" AS "manager_id", w."staff", d."day"
      FROM "watched" w JOIN "lectures" l ON l."id" = w."lecture_id", unnest(w."days") d("day") WHERE l."created_by" IS NOT NULL) v) v
  GROUP BY "manager_id", "day", "staff";
--> statement-breakpoint
INSERT INTO "manager_returns" SELECT "manager_id", "staff", floor(log(2, "day" - "previous")), "day", "previous", count(*) FROM (
    SELECT "manager_id", "staff", "day", lag("day") OVER (PARTITION BY "viewer_id", "manager_id", "staff" ORDER BY "day") AS "previous"
    FROM (SELECT DISTINCT w."viewer_id", l."created_by" AS "manager_id", w."staff", d."day"
      FROM "watched" w JOIN "lectures" l ON l."id" = w."lecture_id", unnest(w."days") d("day") WHERE l."created_by" IS NOT NULL) v) v
  WHERE "previous" IS NOT NULL GROUP BY "manager_id", "staff", "day", "previous";
--> statement-breakpoint
INSERT INTO "course_progress" SELECT "course_id", "manager_id", "completed", count(*) FROM (
    SELECT l."course_id", m."manager_id", count(w."completed_at") AS "completed"
    FROM "watched" w JOIN "lectures" l ON l."id" = w."lecture_id",
      LATERAL (SELECT NULL::uuid UNION SELECT l."created_by") m("manager_id")
    WHERE l."course_id" IS NOT NULL AND l."visibility" = 'public' AND NOT w."staff" AND w."days" <> '{}'
    GROUP BY w."viewer_id", l."course_id", m."manager_id") p
  GROUP BY "course_id", "manager_id", "completed";
