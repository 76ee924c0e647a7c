/** What every page of statistics is asked for, at its top: the period, and whether staff viewing counts. */
import { useLocation, useRoute } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { isAdministrator } from '../session.ts';
import { cx } from '../ui/cx.ts';
import { day } from '../ui/format.ts';
import { type Asked, addressOf, askedQuery, wrongIn } from './asked.ts';
import styles from './filters.module.css';
import { quickPeriods } from './period.ts';
import { PeriodForm } from './period-form.tsx';

/** Addresses of pages that are about one lecture or course, or two. */
const OF_SOME = /\/(lectures|courses)\/[^/]+$|\/comparison$/;
const QUICK = ['today', 'week', 'month', 'last30'] as const;

export function Filters({ asked, comparing }: { asked: Asked; comparing: boolean }) {
  const { path, query } = useRoute();
  const { route } = useLocation();
  const quick = quickPeriods(new Date());
  const { from, to, staff } = asked;
  const wrong = wrongIn(query);
  // On a Monday today and this week are the same days: what they are compared with tells them apart.
  const same = QUICK.filter((name) => quick[name].from === from && quick[name].to === to);
  const current = same.find((name) => quick[name].compared?.from === asked.compared?.from) ?? same[0];
  const all = !OF_SOME.test(path) && t('statistics.scopeAll');
  const scope = [
    isAdministrator.value ? all : t('statistics.scopeOwn'),
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
        key={`${askedQuery(asked)} ${JSON.stringify(wrong)}`}
        asked={asked}
        wrong={wrong}
        comparing={comparing}
        onShow={(chosen) => route(addressOf(path, query, { ...chosen, staff }))}
      />
      <button
        type="button"
        role="switch"
        class={styles.switch}
        aria-checked={staff}
        onClick={() => route(addressOf(path, query, { ...asked, staff: !staff }))}
      >
        <span class={styles.track} aria-hidden="true" />
        {t('statistics.includeStaff')}
      </button>
      {wrong.period && (
        <p class={styles.scope}>{t('statistics.wrongPeriod', { from: day(from), to: day(to) })}</p>
      )}
      <p class={styles.scope}>{scope.filter(Boolean).join(' ')}</p>
    </section>
  );
}
