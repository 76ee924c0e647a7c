-- All real time before the last that was credited counts as used, as it did.
UPDATE "watched" SET
  "played_time" = int8multirange(int8range(0, (extract(epoch from "credited_until") * 1000)::int8)),
  "elapsed_time" = int8multirange(int8range(0, (extract(epoch from "credited_until") * 1000)::int8));
