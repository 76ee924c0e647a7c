CREATE TABLE "attempts" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempts_kind" CHECK ("attempts"."kind" in ('account', 'address')),
	CONSTRAINT "attempts_failures" CHECK ("attempts"."failures" >= 0)
);
--> statement-breakpoint
CREATE INDEX "attempts_last_at_index" ON "attempts" USING btree ("last_at");