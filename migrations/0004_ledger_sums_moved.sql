-- What was counted before nobody said whom they belong to; real time was not kept, so what was played stands for it.
INSERT INTO "lecture_days" SELECT "lecture_id", "day", false, 'unknown', 'unknown', "views", "watched_ms", "completions"
  FROM "day_counters";
--> statement-breakpoint
INSERT INTO "lecture_totals" SELECT "lecture_id", false, sum("views"), sum("watched_ms"), sum("completions")
  FROM "day_counters" GROUP BY "lecture_id";
--> statement-breakpoint
INSERT INTO "site_days" SELECT "day", false, 'unknown', 'unknown', sum("views"), sum("watched_ms"), sum("completions")
  FROM "day_counters" GROUP BY "day";
--> statement-breakpoint
INSERT INTO "lecture_visits" SELECT "lecture_id", false, "day", "previous", count(*) FROM (
    SELECT "lecture_id", "day", coalesce(lag("day") OVER (PARTITION BY "lecture_id", "viewer_id" ORDER BY "day"), '-infinity') AS "previous"
    FROM "viewer_days") v
  GROUP BY "lecture_id", "day", "previous";
--> statement-breakpoint
INSERT INTO "site_visits" SELECT false, "day", "previous", 'unknown', 'unknown', count(*) FROM (
    SELECT "day", coalesce(lag("day") OVER (PARTITION BY "viewer_id" ORDER BY "day"), '-infinity') AS "previous"
    FROM (SELECT DISTINCT "viewer_id", "day" FROM "viewer_days") d) v
  GROUP BY "day", "previous";
--> statement-breakpoint
INSERT INTO "site_hours" SELECT t."day", t."hour", false, count(DISTINCT t."id"), sum(t."ms") FROM (
    SELECT p."id", (s."received_at" AT TIME ZONE 'Asia/Seoul')::date AS "day",
      extract(hour FROM s."received_at" AT TIME ZONE 'Asia/Seoul')::int AS "hour", round((s."to" - s."from") * 1000)::bigint AS "ms"
    FROM "played_segments" s JOIN "playback_sessions" p ON p."id" = s."playback_session_id" WHERE NOT p."staff") t
  GROUP BY t."day", t."hour";
--> statement-breakpoint
UPDATE "watched" w SET "elapsed_ms" = w."credited_ms", "days" = coalesce((SELECT array_agg(d."day" ORDER BY d."day")
  FROM "viewer_days" d WHERE d."lecture_id" = w."lecture_id" AND d."viewer_id" = w."viewer_id"), '{}');
--> statement-breakpoint
UPDATE "viewers" v SET "days" = coalesce((SELECT array_agg(DISTINCT d."day" ORDER BY d."day")
  FROM "viewer_days" d WHERE d."viewer_id" = v."id"), '{}');
--> statement-breakpoint
DROP TABLE "day_counters" CASCADE;--> statement-breakpoint
DROP TABLE "viewer_days" CASCADE;