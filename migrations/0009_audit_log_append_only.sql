-- The log is only added to. What is older than a year may go, from the front, once the anchor holds its last hash.
CREATE FUNCTION "audit_entries_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD."id" <= coalesce((SELECT "id" FROM "audit_anchor"), 0) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE FUNCTION "audit_anchor_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' THEN
    IF NEW."id" > coalesce((SELECT "id" FROM "audit_anchor"), 0)
      AND EXISTS (SELECT FROM "audit_entries" WHERE "id" = NEW."id" AND "hash" = NEW."hash")
      AND NOT EXISTS (SELECT FROM "audit_entries" WHERE "id" <= NEW."id" AND "at" > now() - interval '365 days') THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'The audit log keeps a year at least, and its anchor only moves forward.' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "audit_entries_append_only" BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION "audit_entries_guard"();
--> statement-breakpoint
CREATE TRIGGER "audit_entries_no_truncate" BEFORE TRUNCATE ON "audit_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_entries_guard"();
--> statement-breakpoint
CREATE TRIGGER "audit_anchor_forward" BEFORE INSERT OR UPDATE OR DELETE ON "audit_anchor"
  FOR EACH ROW EXECUTE FUNCTION "audit_anchor_guard"();
--> statement-breakpoint
CREATE TRIGGER "audit_anchor_no_truncate" BEFORE TRUNCATE ON "audit_anchor"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_anchor_guard"();
--> statement-breakpoint
-- The owner takes these rights from itself; a superuser, as the embedded database has, still meets the triggers.
REVOKE UPDATE, TRUNCATE ON "audit_entries" FROM CURRENT_USER;
