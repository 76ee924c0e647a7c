-- Entries are only added, in order. Of a certificate only its revocation changes, once, and that its account goes.
CREATE FUNCTION "certificate_entries_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'The chain of certificates is append-only.' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE FUNCTION "certificates_guard"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept jsonb := '{"account_id": null, "name": null, "name_salt": null, "revoked_at": null, "revoked_reason": null}';
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD."account_id" IS NOT NULL AND NEW."account_id" IS NULL THEN
      -- whoever withdraws takes the name along; without its salt the digest tells nothing
      NEW."name" := NULL;
      NEW."name_salt" := NULL;
    END IF;
    IF to_jsonb(NEW) || kept = to_jsonb(OLD) || kept
      AND (OLD."revoked_at" IS NULL OR (NEW."revoked_at", NEW."revoked_reason") = (OLD."revoked_at", OLD."revoked_reason"))
      AND (NEW."account_id" IS NULL
        OR (NEW."account_id", NEW."name", NEW."name_salt") = (OLD."account_id", OLD."name", OLD."name_salt")) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'A certificate can be revoked, and neither changed nor removed.' USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER "certificate_entries_append_only" BEFORE UPDATE OR DELETE ON "certificate_entries"
  FOR EACH ROW EXECUTE FUNCTION "certificate_entries_guard"();
--> statement-breakpoint
CREATE TRIGGER "certificate_entries_no_truncate" BEFORE TRUNCATE ON "certificate_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "certificate_entries_guard"();
--> statement-breakpoint
CREATE TRIGGER "certificates_unchanged" BEFORE UPDATE OR DELETE ON "certificates"
  FOR EACH ROW EXECUTE FUNCTION "certificates_guard"();
--> statement-breakpoint
CREATE TRIGGER "certificates_no_truncate" BEFORE TRUNCATE ON "certificates"
  FOR EACH STATEMENT EXECUTE FUNCTION "certificates_guard"();
