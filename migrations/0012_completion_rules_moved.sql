-- The share that completed a course's lectures becomes the first version of its rule; real time was asked of nobody.
INSERT INTO "completion_rules" ("course_id", "version", "share", "created_at")
  SELECT "id", 1, "completion_share", "created_at" FROM "courses";
--> statement-breakpoint
UPDATE "courses" c SET "rule_id" = r."id" FROM "completion_rules" r WHERE r."course_id" = c."id";
--> statement-breakpoint
-- A course and its first rule name each other: they are looked at when both are there.
ALTER TABLE "courses" ALTER CONSTRAINT "courses_rule_id_completion_rules_id_fk" DEFERRABLE INITIALLY DEFERRED;
