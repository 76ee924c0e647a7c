CREATE TABLE "consents" (
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"version" text NOT NULL,
	"given" boolean NOT NULL,
	CONSTRAINT "consents_account_id_kind_at_pk" PRIMARY KEY("account_id","kind","at"),
	CONSTRAINT "consents_kind" CHECK ("consents"."kind" in ('privacy', 'traits'))
);
--> statement-breakpoint
ALTER TABLE "account_links" ADD COLUMN "privacy_version" text;--> statement-breakpoint
ALTER TABLE "account_links" ADD COLUMN "traits_consent" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;