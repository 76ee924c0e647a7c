CREATE TABLE "catalogue_changes" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "catalogue_changes_created_at_index" ON "catalogue_changes" USING btree ("created_at");
--> statement-breakpoint
-- Old rows go with the next change; nobody waits for whoever else removes one.
CREATE FUNCTION "catalogue_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "catalogue_changes" DEFAULT VALUES;
  DELETE FROM "catalogue_changes" WHERE "id" IN (
    SELECT "id" FROM "catalogue_changes" WHERE "created_at" < now() - interval '1 hour' LIMIT 100 FOR UPDATE SKIP LOCKED);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "lectures_catalogue_changed" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "lectures"
  FOR EACH STATEMENT EXECUTE FUNCTION "catalogue_changed"();
--> statement-breakpoint
CREATE TRIGGER "recordings_catalogue_changed"
  AFTER INSERT OR DELETE OR TRUNCATE OR UPDATE OF "lecture_id", "state", "duration", "playable_at", "waiting", "replaced_at"
  ON "recordings" FOR EACH STATEMENT EXECUTE FUNCTION "catalogue_changed"();
