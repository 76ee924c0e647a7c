ALTER TABLE "lectures" DROP CONSTRAINT "lectures_visibility";--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "public_from" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "public_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "upcoming" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "deleted_by" uuid;--> statement-breakpoint
ALTER TABLE "lectures" ADD COLUMN "emptied_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lectures" ADD CONSTRAINT "lectures_deleted_by_accounts_id_fk" FOREIGN KEY ("deleted_by") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "lectures_deleted" ON "lectures" USING btree ("deleted_at") WHERE "lectures"."deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "lectures_upcoming" ON "lectures" USING btree ("public_from") WHERE "lectures"."upcoming";--> statement-breakpoint
ALTER TABLE "lectures" ADD CONSTRAINT "lectures_public_until" CHECK ("lectures"."public_until" > "lectures"."public_from");--> statement-breakpoint
ALTER TABLE "lectures" ADD CONSTRAINT "lectures_emptied" CHECK ("lectures"."emptied_at" is null or "lectures"."deleted_at" is not null);--> statement-breakpoint
ALTER TABLE "lectures" ADD CONSTRAINT "lectures_visibility" CHECK ("lectures"."visibility" in ('draft', 'public', 'unlisted', 'signed_in', 'audience'));