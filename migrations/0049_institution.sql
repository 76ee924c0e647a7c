CREATE TABLE "institutions" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"name" text NOT NULL,
	"name_en" text NOT NULL,
	"site" text NOT NULL,
	"site_en" text NOT NULL,
	"about" text NOT NULL,
	"about_en" text NOT NULL,
	"is_official" boolean NOT NULL,
	"address" text NOT NULL,
	"address_en" text NOT NULL,
	"phone" text NOT NULL,
	"email" text NOT NULL,
	"issuer" text NOT NULL,
	"officer" text NOT NULL,
	"officer_contact" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "institutions_one" CHECK ("institutions"."one"),
	CONSTRAINT "institutions_named" CHECK ("institutions"."name" <> '' and "institutions"."site" <> '' and "institutions"."issuer" <> '')
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD COLUMN "institution" text;