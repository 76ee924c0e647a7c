/** `/admin/announcements/:id`, `new` for one that is not there yet: what it says, and when everybody may read it. */
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import type { Announcement, NewAnnouncement } from '../../server/contract/announcements.ts';
import { api } from '../api.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { AccountForm } from '../pages/sign-in/account-form.tsx';
import type { FieldErrors } from '../pages/sign-in/checks.ts';
import { Confirm } from '../studio/confirm.tsx';
import { fieldOf } from '../studio/seoul-time.ts';
import { StaffPage } from '../studio/staff-page.tsx';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { DateField, halfFilled } from '../ui/date-field.tsx';
import { TextArea, TextField } from '../ui/field.tsx';
import { dayAndTime } from '../ui/format.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Prose } from '../ui/prose.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import {
  type AnnouncementForm,
  announcementFaults,
  announcementForm,
  announcementOf,
  formPart,
  writtenOf,
} from './announcement-form.ts';
import { useBeside } from './beside.ts';
import { BesideChoice } from './beside-choice.tsx';
import { ANNOUNCEMENT_LABELS } from './labels.ts';
import styles from './writing.module.css';

const PATH = '/admin/announcements';

export default function AnnouncementEditor() {
  const { id = '' } = useRoute().params;
  const isNew = id === 'new';
  const address = `/api/announcements/${encodeURIComponent(id)}`;
  const { data, error, reload } = useLoad(isNew ? null : id, (signal) =>
    api.get<Announcement>(address, {}, signal),
  );
  const list = { label: t('frame.adminAnnouncements'), href: PATH };
  return (
    <StaffPage title={t(isNew ? 'admin.newAnnouncement' : 'admin.editAnnouncement')} path={[list]}>
      {error && !data && (
        <ErrorNote error={error} onRetry={reload} back={{ ...list, label: t('news.toList') }} />
      )}
      {!isNew && !data && !error && (
        <>
          <Loading />
          <Skeleton height="50rem" />
        </>
      )}
      {(isNew || data?.id === id) && <Editor key={id} before={isNew ? null : (data ?? null)} />}
    </StaffPage>
  );
}

/** What a field holds, as it is read. */
function inWords(name: keyof NewAnnouncement, value: unknown): string {
  if (value === null) return '';
  return name === 'publishedAt' || name === 'endsAt' ? dayAndTime(String(value)) : String(value);
}

/** A time that is half typed. */
function halfFaults(): FieldErrors {
  const half = halfFilled(['publishedAt', 'endsAt']);
  return half ? { [half]: t('frame.halfFilled') } : {};
}

function Editor({ before }: { before: Announcement | null }) {
  const { route } = useLocation();
  const [opened] = useState(() => before && writtenOf(before));
  const [form, setForm] = useState(() => announcementForm(opened));
  const [removing, setRemoving] = useState(false);
  const set = (change: Partial<AnnouncementForm>) => setForm({ ...form, ...change });
  const text = (name: 'title' | 'titleEn' | 'text' | 'textEn' | 'publishedAt' | 'endsAt') => ({
    ...{ id: name, value: form[name], onText: (value: string) => set({ [name]: value }) },
  });

  const address = `/api/announcements/${before?.id}`;
  const beside = useBeside<NewAnnouncement>({
    opened: opened ?? announcementOf(form, null),
    load: async () => writtenOf(await api.get<Announcement>(address)),
    send: async (wanted, was) =>
      writtenOf(
        before
          ? await api.put<Announcement>(address, { ...wanted, was })
          : await api.post<Announcement>('/api/announcements', wanted),
      ),
    take: (theirs) => setForm((mine) => ({ ...mine, ...formPart(theirs) })),
  });

  async function save(): Promise<void> {
    await beside.save(announcementOf(form, opened));
    announce(t('admin.saved'));
    route(PATH);
  }
  async function remove(): Promise<void> {
    await api.delete(address);
    announce(t('admin.removed'));
    route(PATH);
  }

  return (
    <div class={styles.page}>
      <AccountForm
        lead={t('admin.announcementTextHint')}
        submit={t('admin.save')}
        check={() => ({ ...announcementFaults(form), ...halfFaults() })}
        send={save}
        names={{
          title: t('admin.announcementTitle'),
          publishedAt: t('admin.publishedAt'),
          endsAt: t('admin.endsAt'),
        }}
        foot={
          before && (
            <Button look="danger" onClick={() => setRemoving(true)}>
              {t('admin.remove')}
            </Button>
          )
        }
      >
        {(errors) => (
          <>
            <BesideChoice {...beside} label={(name) => t(ANNOUNCEMENT_LABELS[name])} words={inWords} />
            <TextField
              label={t('admin.announcementTitle')}
              {...text('title')}
              required
              error={errors.title}
              maxLength={200}
            />
            <TextArea label={t('admin.announcementText')} {...text('text')} rows={10} maxLength={10_000} />
            <TextField
              label={t('admin.announcementTitleEn')}
              {...text('titleEn')}
              lang="en"
              maxLength={200}
            />
            <TextArea
              label={t('admin.announcementTextEn')}
              {...text('textEn')}
              lang="en"
              rows={6}
              maxLength={10_000}
            />
            <div class={styles.pair}>
              <DateField
                type="datetime-local"
                label={t('admin.publishedAt')}
                hint={t('admin.publishedAtHint')}
                {...text('publishedAt')}
              />
              <Button onClick={() => set({ publishedAt: fieldOf(new Date().toISOString()) })}>
                {t('admin.publishNow')}
              </Button>
              <DateField
                type="datetime-local"
                label={t('admin.endsAt')}
                hint={t('admin.endsAtHint')}
                error={errors.endsAt}
                {...text('endsAt')}
              />
            </div>
            <CheckBox checked={form.isPinned} onCheck={(checked) => set({ isPinned: checked })}>
              {t('admin.isPinned')}
            </CheckBox>
          </>
        )}
      </AccountForm>
      <aside class={styles.preview} aria-labelledby="announcement-preview">
        <h2 id="announcement-preview" class={styles.what}>
          {t('admin.announcementPreview')}
        </h2>
        <h3 class={styles.title}>{localized(form.title, form.titleEn)}</h3>
        <Prose text={localized(form.text, form.textEn)} />
      </aside>
      {before && (
        <Confirm
          title={t('admin.removeAnnouncement', { title: localized(before.title, before.titleEn) })}
          open={removing}
          onClose={() => setRemoving(false)}
          onConfirm={remove}
          confirm={t('admin.remove')}
        >
          <p>{t('admin.removeAnnouncementWhy')}</p>
        </Confirm>
      )}
    </div>
  );
}
