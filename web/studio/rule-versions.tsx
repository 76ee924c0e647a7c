import type { CourseRule, RuleHistory } from '../../server/contract/completion.ts';
import { t } from '../i18n/i18n.ts';
import { dayAndTime, percent } from '../ui/format.ts';
import table from '../ui/table.module.css';
import styles from './rule.module.css';

/** A rule in few words: `90% 시청 · 실제 재생 50% · 만족도 조사`. */
export function ruleWords({ share, elapsedShare, surveyRequired }: CourseRule): string {
  return [
    t('studio.ruleWatch', { share: percent(share) }),
    elapsedShare > 0 && t('studio.ruleElapse', { share: percent(elapsedShare) }),
    surveyRequired && t('studio.survey'),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Every rule the course ever had, latest first. */
export function RuleVersions({ history }: { history: RuleHistory }) {
  return (
    <div class={styles.versions}>
      <h2>{t('studio.ruleVersions')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class={table.scroll} tabIndex={0} aria-label={t('studio.ruleVersions')}>
        <table class={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('studio.ruleVersion')}</th>
              <th scope="col">{t('studio.rule')}</th>
              <th scope="col">{t('studio.ruleSince')}</th>
              <th scope="col">{t('studio.ruleBy')}</th>
            </tr>
          </thead>
          <tbody>
            {history.versions.map((version, at) => (
              <tr key={version.id}>
                <th scope="row">
                  {version.version}
                  {at === 0 && ` (${t('studio.ruleNow')})`}
                </th>
                <td class={styles.words}>{ruleWords(version)}</td>
                <td>{dayAndTime(version.createdAt)}</td>
                <td>{version.createdBy ?? t('studio.ruleByNobody')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}
