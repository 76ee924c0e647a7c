import { t } from '../i18n/i18n.ts';
import { day } from '../ui/format.ts';
import { lengthOf, type Period } from './period.ts';
import styles from './statistics.module.css';

interface ComparedProps {
  report: (Period & { compared: Period }) | undefined;
  /** the days to compare with were chosen, and are not just those before */
  chosen: boolean;
}

/** Which days the changes are against; the line is kept free while they are on their way. */
export function Compared({ report, chosen }: ComparedProps) {
  return <p class={styles.compared}>{report ? sentence(report, chosen) : '\u00a0'}</p>;
}

function sentence({ compared, ...period }: Period & { compared: Period }, chosen: boolean): string {
  const days = { from: day(compared.from), to: day(compared.to) };
  if (!chosen) return t('statistics.comparedWith', days);
  const lengths = { n: lengthOf(period), other: lengthOf(compared) };
  return [
    t('statistics.comparedWithChosen', days),
    lengths.n !== lengths.other && t('statistics.otherLength', lengths),
  ]
    .filter(Boolean)
    .join(' ');
}
