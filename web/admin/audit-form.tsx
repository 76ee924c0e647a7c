/** What the access log is searched for; nothing happens before the button is pressed. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { DateField, halfFilled } from '../ui/date-field.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { type AuditSearch, addressOf } from './audit-search.ts';
import { ACTIONS, actionName } from './audit-words.ts';
import styles from './list.module.css';

export function AuditForm({ search }: { search: AuditSearch }) {
  const { route } = useLocation();
  const [typed, setTyped] = useState(search);
  const [isWrong, setWrong] = useState(false);
  const set = (change: Partial<AuditSearch>) => setTyped({ ...typed, ...change });

  function find(event: Event): void {
    event.preventDefault();
    const half = halfFilled(['audit-from', 'audit-to']);
    const wrong = typed.from !== '' && typed.to !== '' && typed.from > typed.to;
    setWrong(wrong);
    const faulty = half ?? (wrong ? 'audit-to' : undefined);
    if (faulty) document.getElementById(faulty)?.focus();
    else route(addressOf(typed));
  }

  return (
    <search>
      <form class={styles.filters} aria-label={t('admin.auditFilter')} noValidate onSubmit={find}>
        <TextField
          type="search"
          label={t('admin.actor')}
          placeholder={t('admin.actorHint')}
          value={typed.actor}
          onText={(actor) => set({ actor })}
          maxLength={100}
        />
        <TextField
          type="search"
          label={t('admin.subject')}
          placeholder={t('admin.subjectHint')}
          value={typed.subject}
          onText={(subject) => set({ subject })}
          maxLength={100}
        />
        <Select
          label={t('admin.action')}
          value={typed.action}
          options={[
            { value: '', label: t('admin.anyAction') },
            ...ACTIONS.map((value) => ({ value, label: actionName(value) })),
          ]}
          onChoose={(action) => set({ action })}
        />
        <DateField
          id="audit-from"
          type="date"
          label={t('admin.from')}
          value={typed.from}
          onText={(from) => set({ from })}
        />
        <DateField
          id="audit-to"
          type="date"
          label={t('admin.to')}
          value={typed.to}
          onText={(to) => set({ to })}
          error={isWrong ? t('admin.orderFault') : undefined}
        />
        <Button type="submit" look="primary">
          {t('admin.find')}
        </Button>
      </form>
    </search>
  );
}
