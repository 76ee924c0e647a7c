import { duration, number } from '../ui/format.ts';

/** Watch time in words; from a hundred hours up whole hours say enough. */
export function watchTime(seconds: number): string {
  const hours = seconds / 3600;
  if (hours < 100) return duration(seconds);
  const whole = Math.floor(hours) * 3600;
  return duration(whole).replace(/^\d+/u, number(Math.floor(hours)));
}
