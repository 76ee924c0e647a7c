/** One row an entry: when, who, what, whose and why, in plain words. */
import type { AuditEntry } from '../../server/contract/audit.ts';
import { t } from '../i18n/i18n.ts';
import { roleName } from '../i18n/vocabulary.ts';
import { cx } from '../ui/cx.ts';
import { dayAndTime } from '../ui/format.ts';
import table from '../ui/table.module.css';
import { actionName, detailsOf, subjectOf } from './audit-words.ts';
import styles from './list.module.css';

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class={table.scroll} tabIndex={0} aria-label={t('admin.audit')}>
      <table class={cx(table.table, table.stacked, styles.list)}>
        <thead>
          <tr>
            <th scope="col">{t('admin.at')}</th>
            <th scope="col">{t('admin.actor')}</th>
            <th scope="col">{t('admin.action')}</th>
            <th scope="col">{t('admin.subject')}</th>
            <th scope="col">{t('admin.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const { at, actor, action, reason } = entry;
  const details = detailsOf(entry);
  return (
    <tr>
      <th scope="row" class={styles.when}>
        {dayAndTime(at)}
      </th>
      <td class={styles.name} data-label={t('admin.actor')}>
        <span>
          {actor.name ?? t('admin.goneAccount')}
          <span class={styles.beside}>{roleName(actor.role)}</span>
        </span>
      </td>
      <td class={styles.words}>
        {actionName(action)}
        {details && <span class={styles.beside}>{details}</span>}
      </td>
      <td data-label={t('admin.subject')}>{subjectOf(entry)}</td>
      <td data-label={t('admin.reason')}>{reason ?? t('admin.noReason')}</td>
    </tr>
  );
}
