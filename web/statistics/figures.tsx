/** The four numbers: each with its change against another period, and its days. */
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Card } from './card.tsx';
import { type Change, changeOf } from './change.ts';
import styles from './figures.module.css';
import { NUMBERS, type Numbers, withUnit } from './numbers.ts';
import { Sparkline } from './sparkline.tsx';

interface Report extends Numbers {
  compared: Numbers;
  days: readonly Numbers[];
}

interface FigureProps {
  field: (typeof NUMBERS)[number];
  report: Report | undefined;
}

/** While `report` is undefined the numbers are on their way. */
export function Figures({ report }: Pick<FigureProps, 'report'>) {
  return (
    <dl class={styles.figures}>
      {NUMBERS.map((field) => (
        <Figure key={field} field={field} report={report} />
      ))}
    </dl>
  );
}

function Figure({ field, report }: FigureProps) {
  return (
    <Card term={field} text={report && withUnit(field, report[field])} others={['change']}>
      <ChangeLine field={field} report={report} />
      {report?.days.length !== 1 && (
        <dd class={styles.days}>{report && <Sparkline values={report.days.map((day) => day[field])} />}</dd>
      )}
    </Card>
  );
}

interface ChangeLineProps<F extends keyof Numbers> {
  field: F;
  report: (Pick<Numbers, F> & { compared: Pick<Numbers, F> }) | undefined;
}

/** How a number changed against the other period. */
export function ChangeLine<F extends keyof Numbers>({ field, report }: ChangeLineProps<F>) {
  return (
    <dd class={styles.change}>
      {report ? (
        <ChangeText
          change={changeOf(report[field], report.compared[field])}
          before={withUnit(field, report.compared[field])}
        />
      ) : (
        <Skeleton width="16rem" height="2rem" />
      )}
    </dd>
  );
}

/** Sign and words say it; the arrow only helps the eye. */
function ChangeText({ change: { kind, percent }, before }: { change: Change; before: string }) {
  return (
    <>
      {(kind === 'up' || kind === 'down') && <Icon name={kind} size={18} />}
      <strong>{t(`statistics.change_${kind}`, { n: number(percent) })}</strong>
      {kind !== 'new' && <span class={styles.before}>{t('statistics.before', { value: before })}</span>}
    </>
  );
}
