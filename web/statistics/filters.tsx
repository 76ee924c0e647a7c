/** What every page of statistics is asked for, at its top: the period, and whether staff viewing counts. */
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { isAdministrator } from '../session.ts';
import { cx } from '../ui/cx.ts';
import { type Asked, addressOf } from './asked.ts';
import styles from './filters.module.css';
import { quickPeriods } from './period.ts';
import { PeriodForm } from './period-form.tsx';

const QUICK = ['today', 'week', 'month', 'last30'] as const;

export function Filters({ asked }: { asked: Asked }) {
  const { path, query, route } = useLocation();
  const quick = quickPeriods(new Date());
  const { from, to, staff } = asked;
  // On a Monday today and this week are the same days: one of them is enough to be marked.
  const current = QUICK.find((name) => quick[name].from === from && quick[name].to === to);
  const scope = [
    t(isAdministrator.value ? 'statistics.scopeAll' : 'statistics.scopeOwn'),
    t(staff ? 'statistics.scopeWithStaff' : 'statistics.scopeWithoutStaff'),
  ];
  return (
    <section class={styles.filters} aria-label={t('statistics.filters')}>
      <ul class={styles.quick} aria-label={t('statistics.quick')}>
        {QUICK.map((name) => (
          <li key={name}>
            <a
              class={cx(styles.choice, name === current && styles.chosen)}
              href={addressOf(path, query, { ...quick[name], staff })}
              aria-current={name === current ? 'true' : undefined}
            >
              {t(`statistics.quick_${name}`)}
            </a>
          </li>
        ))}
      </ul>
      <PeriodForm
        key={`${from} ${to}`}
        period={asked}
        onShow={(period) => route(addressOf(path, query, { ...period, staff }))}
      />
      <button
        type="button"
        role="switch"
        class={styles.switch}
        aria-checked={staff}
        onClick={() => route(addressOf(path, query, { from, to, staff: !staff }))}
      >
        <span class={styles.track} aria-hidden="true" />
        {t('statistics.includeStaff')}
      </button>
      <p class={styles.scope}>{scope.join(' ')}</p>
    </section>
  );
}
