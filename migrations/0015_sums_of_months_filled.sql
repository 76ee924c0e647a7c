INSERT INTO "lecture_months"
  SELECT "lecture_id", date_trunc('month', "day")::date, "staff", sum("views"), sum("watched_ms"), sum("completions"), sum("newcomers")
  FROM "lecture_days" GROUP BY 1, 2, 3;
--> statement-breakpoint
INSERT INTO "manager_days" AS t ("manager_id", "day", "staff", "views", "watched_ms", "completions")
  SELECT l."created_by", d."day", d."staff", sum(d."views"), sum(d."watched_ms"), sum(d."completions")
  FROM "lecture_days" d JOIN "lectures" l ON l."id" = d."lecture_id" WHERE l."created_by" IS NOT NULL
  GROUP BY l."created_by", d."day", d."staff"
  ON CONFLICT ("manager_id", "day", "staff") DO UPDATE
    SET "views" = excluded."views", "watched_ms" = excluded."watched_ms", "completions" = excluded."completions";
