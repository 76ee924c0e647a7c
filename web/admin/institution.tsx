/** 기관 설정, `/admin/institution`: what the site says of the institution; it holds as soon as it is saved. */
import { useState } from 'preact/hooks';
import type { Institution } from '../../server/contract/institution.ts';
import { api } from '../api.ts';
import { institution } from '../frame/institution.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { AccountForm } from '../pages/sign-in/account-form.tsx';
import { StaffPage } from '../studio/staff-page.tsx';
import { announce } from '../ui/announce.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { TextField } from '../ui/field.tsx';
import { timeOfDay } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useBeside } from './beside.ts';
import { BesideChoice } from './beside-choice.tsx';
import styles from './institution.module.css';
import { institutionFaults, isRequired, type Line, LONGEST, PARTS, trimmed } from './institution-form.ts';
import { InstitutionPreview } from './institution-preview.tsx';

export default function InstitutionPage() {
  const { data, error, reload } = useLoad('institution', (signal) =>
    api.get<Institution>('/api/institution', {}, signal),
  );
  return (
    <StaffPage title={t('frame.institution')}>
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="60rem" />
        </>
      )}
      {data && <Editor before={data} />}
    </StaffPage>
  );
}

function Editor({ before }: { before: Institution }) {
  const [form, setForm] = useState(before);
  const [savedAt, setSavedAt] = useState<string | null>(null);

  const beside = useBeside<Institution>({
    opened: before,
    load: () => api.get<Institution>('/api/institution'),
    send: (wanted, was) => api.put<Institution>('/api/institution', { ...wanted, was }),
    take: (theirs) => setForm((mine) => ({ ...mine, ...theirs })),
  });

  async function save(): Promise<void> {
    const saved = await beside.save(trimmed(form));
    institution.value = saved;
    setForm(saved);
    setSavedAt(new Date().toISOString());
    announce(t('admin.saved'));
  }

  const names = Object.fromEntries(
    PARTS.flatMap(({ lines }) => lines).map((line) => [line, t(`admin.institution_${line}`)]),
  );
  const set = (change: Partial<Institution>) => {
    setForm({ ...form, ...change });
    setSavedAt(null);
  };
  return (
    <div class={styles.page}>
      <AccountForm
        lead={t('admin.institutionLead')}
        submit={t('admin.save')}
        check={() => institutionFaults(form)}
        send={save}
        names={names}
        foot={savedAt && <p class={styles.saved}>{t('admin.savedAt', { time: timeOfDay(savedAt) })}</p>}
      >
        {(errors) => (
          <>
            <BesideChoice {...beside} label={(name) => t(`admin.institution_${name}`)} />
            {PARTS.map(({ part, lines }) => (
              <fieldset key={part} class={styles.part}>
                <legend class={styles.legend}>{t(`admin.institutionPart_${part}`)}</legend>
                <p class={styles.hint}>{t(`admin.institutionPart_${part}_hint`)}</p>
                {lines.map((line) => (
                  <TextField
                    key={line}
                    id={line}
                    label={t(`admin.institution_${line}`)}
                    required={isRequired(line)}
                    error={errors[line]}
                    maxLength={LONGEST[line]}
                    value={form[line]}
                    onText={(text) => set({ [line]: text } as Partial<Record<Line, string>>)}
                    {...(line.endsWith('En') && { lang: 'en' })}
                    {...(line === 'email' && { type: 'email' as const })}
                  />
                ))}
              </fieldset>
            ))}
            <fieldset class={styles.part}>
              <legend class={styles.legend}>{t('admin.institutionPart_official')}</legend>
              <CheckBox checked={form.isOfficial} onCheck={(checked) => set({ isOfficial: checked })}>
                {t('admin.institution_isOfficial')}
              </CheckBox>
              <p class={styles.hint}>{t('admin.institutionPart_official_hint')}</p>
            </fieldset>
          </>
        )}
      </AccountForm>
      <InstitutionPreview of={form} />
    </div>
  );
}
