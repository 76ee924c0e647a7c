/** Calendar days as statistics count them: those of Asia/Seoul. Pure. */

const seoul = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Seoul', dateStyle: 'short' });

/** @returns `YYYY-MM-DD` */
export const seoulDay = (time: Date): string => seoul.format(time);

/** Hour of the day, 0–23: Seoul has had no summer time since 1988. */
export const seoulHour = (time: Date): number => (time.getUTCHours() + 9) % 24;

/** The day so many days later. @param day `YYYY-MM-DD` */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
