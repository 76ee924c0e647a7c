CREATE TABLE "announcements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"title" text NOT NULL,
	"title_en" text NOT NULL,
	"text" text NOT NULL,
	"text_en" text NOT NULL,
	"is_pinned" boolean NOT NULL,
	"published_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "announcements_title" CHECK ("announcements"."title" <> ''),
	CONSTRAINT "announcements_ends" CHECK ("announcements"."ends_at" > "announcements"."published_at")
);
--> statement-breakpoint
CREATE INDEX "announcements_is_pinned_published_at_index" ON "announcements" USING btree ("is_pinned","published_at");