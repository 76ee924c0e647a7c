-- Of courses with lectures that are limited to an audience: what they consist of is the same for everybody.
DELETE FROM "course_progress" WHERE "course_id" IN (SELECT "course_id" FROM "lectures" WHERE "visibility" = 'audience');
--> statement-breakpoint
INSERT INTO "course_progress" SELECT "course_id", "manager_id", "completed", count(*) FROM (
    SELECT l."course_id", m."manager_id", count(w."completed_at") AS "completed"
    FROM "watched" w JOIN "lectures" l ON l."id" = w."lecture_id" JOIN "courses" c ON c."id" = l."course_id",
      LATERAL (SELECT NULL::uuid UNION SELECT l."created_by") m("manager_id")
    WHERE c."id" IN (SELECT "course_id" FROM "lectures" WHERE "visibility" = 'audience')
      AND l."deleted_at" IS NULL AND NOT l."upcoming" AND (l."visibility" IN ('public', 'signed_in')
        OR l."visibility" = 'audience' AND l."audience" IN ('everyone', c."audience"))
      AND NOT w."staff" AND w."days" <> '{}'
    GROUP BY w."viewer_id", l."course_id", m."manager_id") p
  GROUP BY "course_id", "manager_id", "completed";
