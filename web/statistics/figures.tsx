/** The four numbers: each with its change against another period, its days, and its definition one tap away. */
import { useId, useState } from 'preact/hooks';
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { type Change, changeOf } from './change.ts';
import styles from './figures.module.css';
import { NUMBERS, type Numbers, withUnit } from './numbers.ts';
import { Sparkline } from './sparkline.tsx';

interface Report extends Numbers {
  compared: Numbers;
  days: readonly Numbers[];
}

type FigureKind = (typeof NUMBERS)[number];

/** While `report` is undefined the numbers are on their way. */
export function Figures({ report }: { report: Report | undefined }) {
  return (
    <dl class={styles.figures}>
      {NUMBERS.map((kind) => (
        <Figure key={kind.field} kind={kind} report={report} />
      ))}
    </dl>
  );
}

function Figure({ kind: { field, name }, report }: { kind: FigureKind; report: Report | undefined }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const label = t(`statistics.${name}`);
  return (
    <div class={styles.figure}>
      <dt class={styles.name}>
        {label}
        <button
          type="button"
          class={styles.question}
          aria-expanded={open}
          aria-controls={id}
          aria-label={t('statistics.definition', { name: label })}
          onClick={() => setOpen(!open)}
        >
          <span aria-hidden="true">?</span>
        </button>
      </dt>
      <dd class={styles.value}>
        {report ? withUnit(field, report[field]) : <Skeleton width="12rem" height="3.6rem" />}
      </dd>
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
      <dd class={styles.days}>{report && <Sparkline values={report.days.map((day) => day[field])} />}</dd>
      <dd id={id} class={styles.definition} hidden={!open}>
        {t(`statistics.${name}_definition`)}
      </dd>
    </div>
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
