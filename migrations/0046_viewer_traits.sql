CREATE TABLE "viewer_traits" (
	"viewer_id" uuid NOT NULL,
	"until" date NOT NULL,
	"audience" text NOT NULL,
	"region" text NOT NULL,
	CONSTRAINT "viewer_traits_viewer_id_until_pk" PRIMARY KEY("viewer_id","until")
);
--> statement-breakpoint
ALTER TABLE "viewer_traits" ADD CONSTRAINT "viewer_traits_viewer_id_viewers_id_fk" FOREIGN KEY ("viewer_id") REFERENCES "public"."viewers"("id") ON DELETE cascade ON UPDATE no action;