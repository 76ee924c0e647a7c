/** Instants as `datetime-local` fields have them, in Korean time: `2026-11-24T14:00`. There is no summer time. Pure. */

const AHEAD_MS = 9 * 3_600_000;

/** @param instant ISO 8601; null gives an empty field */
export const fieldOf = (instant: string | null): string =>
  instant === null ? '' : new Date(Date.parse(instant) + AHEAD_MS).toISOString().slice(0, 16);

/** @returns ISO 8601; null when the field is empty */
export const instantOf = (field: string): string | null =>
  field === '' ? null : new Date(`${field}+09:00`).toISOString();
