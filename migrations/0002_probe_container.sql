-- What a probe says of its file is the container now, from which rules follow; before it was one of them.
UPDATE "recordings" SET "probe" = ("probe" - 'preroll') || jsonb_build_object(
    'container', CASE ("probe"->>'preroll')::float8 WHEN 0.1 THEN 'mp4' WHEN 1 THEN 'matroska' ELSE 'mpegts' END,
    'pictureSeconds', "duration")
  WHERE "probe" ? 'preroll';
