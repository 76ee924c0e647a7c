/** The filters: at the left where there is room, in a sheet with “N건 보기” on a phone. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { AUDIENCE_ORDER, audienceName } from '../../i18n/vocabulary.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { number } from '../../ui/format.ts';
import styles from './filter-panel.module.css';
import { addressOf, type LectureFilter } from './lecture-filter.ts';

interface FilterPanelProps {
  filter: LectureFilter;
  /** How many lectures the filter finds; undefined while that is not known. */
  total: number | undefined;
}

export function FilterPanel({ filter, total }: FilterPanelProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <nav class={styles.panel} aria-label={t('pages.audience')}>
        <h2 class={styles.title}>{t('pages.audience')}</h2>
        <Audiences filter={filter} />
      </nav>
      <div class={styles.opener}>
        <Button wide onClick={() => setOpen(true)}>
          {t('pages.audience')}: {filter.audience ? audienceName(filter.audience) : t('pages.allAudiences')}
        </Button>
      </div>
      <Dialog
        title={t('pages.audience')}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button look="primary" wide onClick={() => setOpen(false)}>
            {total === undefined ? t('frame.close') : t('pages.showTotal', { n: number(total) })}
          </Button>
        }
      >
        <Audiences filter={filter} />
      </Dialog>
    </>
  );
}

function Audiences({ filter }: { filter: LectureFilter }) {
  return (
    <ul class={styles.list}>
      {[undefined, ...AUDIENCE_ORDER].map((audience) => (
        <li key={audience ?? 'all'}>
          <a
            class={cx(styles.item, audience === filter.audience && styles.chosen)}
            href={addressOf({ ...filter, audience, page: 1 })}
            aria-current={audience === filter.audience ? 'true' : undefined}
          >
            {audience ? audienceName(audience) : t('pages.allAudiences')}
          </a>
        </li>
      ))}
    </ul>
  );
}
