CREATE TABLE "certificate_entries" (
	"id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"event" text NOT NULL,
	"number" text NOT NULL,
	"digest" "bytea" NOT NULL,
	"key_id" text NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "certificate_entries_number_event_unique" UNIQUE("number","event"),
	CONSTRAINT "certificate_entries_id" CHECK ("certificate_entries"."id" > 0),
	CONSTRAINT "certificate_entries_event" CHECK ("certificate_entries"."event" in ('issued', 'revoked')),
	CONSTRAINT "certificate_entries_hash" CHECK (length("certificate_entries"."hash") = 32 and length("certificate_entries"."previous_hash") = 32 and length("certificate_entries"."digest") = 32),
	CONSTRAINT "certificate_entries_signature" CHECK (length("certificate_entries"."signature") = 64)
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"number" text PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"account_id" uuid,
	"rule_id" uuid NOT NULL,
	"name" text,
	"name_salt" "bytea",
	"name_digest" "bytea" NOT NULL,
	"course_title" text NOT NULL,
	"course_title_en" text NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"seconds" double precision NOT NULL,
	"issuer" text NOT NULL,
	"issued_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_reason" text,
	CONSTRAINT "certificates_account_id_rule_id_unique" UNIQUE("account_id","rule_id"),
	CONSTRAINT "certificates_number" CHECK ("certificates"."number" ~ '^[0-9]{4}-[0-9]{6,9}$'),
	CONSTRAINT "certificates_days" CHECK ("certificates"."first_day" <= "certificates"."last_day"),
	CONSTRAINT "certificates_name" CHECK (("certificates"."account_id" is null) = ("certificates"."name" is null)),
	CONSTRAINT "certificates_name_salt" CHECK (("certificates"."name" is null) = ("certificates"."name_salt" is null)),
	CONSTRAINT "certificates_revoked" CHECK (("certificates"."revoked_at" is null) = ("certificates"."revoked_reason" is null))
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_rule_id_completion_rules_id_fk" FOREIGN KEY ("rule_id") REFERENCES "public"."completion_rules"("id") ON DELETE restrict ON UPDATE no action;