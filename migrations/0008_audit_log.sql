CREATE TABLE "audit_anchor" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_anchor_one" CHECK ("audit_anchor"."one")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid NOT NULL,
	"actor_role" text NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" uuid,
	"people" uuid[] DEFAULT '{}' NOT NULL,
	"details" jsonb NOT NULL,
	"reason" text,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "audit_entries_id" CHECK ("audit_entries"."id" > 0),
	CONSTRAINT "audit_entries_actor_role" CHECK ("audit_entries"."actor_role" in ('resident', 'staff', 'administrator')),
	CONSTRAINT "audit_entries_action" CHECK ("audit_entries"."action" ~ '^[a-z]+[.][a-z_]+$'),
	CONSTRAINT "audit_entries_hash" CHECK (length("audit_entries"."hash") = 32 and length("audit_entries"."previous_hash") = 32)
);
--> statement-breakpoint
CREATE INDEX "audit_entries_at_index" ON "audit_entries" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_entries_actor_id_index" ON "audit_entries" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "audit_entries_subject_id_index" ON "audit_entries" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "audit_entries_people_index" ON "audit_entries" USING gin ("people");