/** What the list of learners can be narrowed to; nothing happens before the button is pressed. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { CourseSummary } from '../../server/contract/courses.ts';
import { localized, t } from '../i18n/i18n.ts';
import { regionName } from '../i18n/regions.ts';
import { audienceName } from '../i18n/vocabulary.ts';
import { isAdministrator } from '../session.ts';
import { Button } from '../ui/button.tsx';
import { Select, TextField } from '../ui/field.tsx';
import { addressOf, type LearnersFilter, STATES, saidAudiences, saidRegions } from './learners-filter.ts';
import styles from './list.module.css';

interface LearnersFormProps {
  filter: LearnersFilter;
  courses: readonly CourseSummary[];
}

export function LearnersForm({ filter, courses }: LearnersFormProps) {
  const { route } = useLocation();
  const [typed, setTyped] = useState(filter);
  const set = (change: Partial<LearnersFilter>) => setTyped({ ...typed, ...change });
  const any = (label: string) => ({ value: '' as const, label });
  return (
    <search>
      <form
        class={styles.filters}
        aria-label={t('admin.learnersFilter')}
        onSubmit={(event) => {
          event.preventDefault();
          route(addressOf(typed));
        }}
      >
        <Select
          label={t('admin.course')}
          value={typed.course}
          options={[
            any(t('admin.anyCourse')),
            ...courses.map(({ id, title, titleEn }) => ({ value: id, label: localized(title, titleEn) })),
          ]}
          onChoose={(course) => set({ course })}
        />
        <Select
          label={t('admin.state')}
          value={typed.state}
          options={[
            any(t('admin.anyState')),
            ...STATES.map((value) => ({ value, label: t(`admin.state_${value}`) })),
          ]}
          onChoose={(state) => set({ state })}
        />
        {isAdministrator.value && (
          <>
            <Select
              label={t('admin.audience')}
              value={typed.audience}
              options={[
                any(t('admin.anyAudience')),
                ...saidAudiences().map((value) => ({
                  value,
                  label: value === 'unknown' ? t('admin.unsaid') : audienceName(value),
                })),
              ]}
              onChoose={(audience) => set({ audience })}
            />
            <Select
              label={t('admin.region')}
              value={typed.region}
              options={[
                any(t('admin.anyRegion')),
                ...saidRegions().map((value) => ({
                  value,
                  label: value === 'unknown' ? t('admin.unsaid') : regionName(value),
                })),
              ]}
              onChoose={(region) => set({ region })}
            />
          </>
        )}
        <TextField
          type="search"
          label={t(isAdministrator.value ? 'admin.search' : 'admin.name')}
          value={typed.q}
          onText={(q) => set({ q })}
          maxLength={100}
        />
        <Button type="submit" look="primary">
          {t('admin.find')}
        </Button>
      </form>
    </search>
  );
}
