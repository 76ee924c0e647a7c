CREATE TABLE "account_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"email" text NOT NULL,
	"token_hash" "bytea",
	"name" text,
	"audience" text,
	"region" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_links_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "account_links_kind" CHECK ("account_links"."kind" in ('sign_up', 'reset')),
	CONSTRAINT "account_links_name" CHECK (("account_links"."kind" = 'sign_up') = ("account_links"."name" is not null))
);
--> statement-breakpoint
ALTER TABLE "attempts" DROP CONSTRAINT "attempts_kind";--> statement-breakpoint
CREATE INDEX "account_links_email_index" ON "account_links" USING btree ("email");--> statement-breakpoint
CREATE INDEX "account_links_expires_at_index" ON "account_links" USING btree ("expires_at");--> statement-breakpoint
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_kind" CHECK ("attempts"."kind" in ('account', 'address', 'mailbox', 'sender'));