/** The filters: at the left where there is room, in a sheet with “N건 보기” on a phone. */
import { useState } from 'preact/hooks';
import { t } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/cx.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { number } from '../../ui/format.ts';
import { chosenName, type FacetChoice } from './facets.ts';
import styles from './filter-panel.module.css';
import { addressOf, type LectureFilter, withFacet } from './lecture-filter.ts';

interface FilterPanelProps {
  filter: LectureFilter;
  facets: readonly FacetChoice[];
  /** How many lectures the filter finds; undefined while that is not known. */
  total: number | undefined;
}

export function FilterPanel({ filter, facets, total }: FilterPanelProps) {
  const [open, setOpen] = useState(false);
  const chosen = facets.flatMap((facet) => chosenName(facet, filter) ?? []);
  return (
    <>
      <div class={styles.panel}>
        <Facets filter={filter} facets={facets} level={2} />
      </div>
      <div class={styles.opener}>
        <Button wide onClick={() => setOpen(true)}>
          {t('pages.conditions')}: {chosen.join(' · ') || t('pages.all')}
        </Button>
      </div>
      <Dialog
        title={t('pages.conditions')}
        open={open}
        onClose={() => setOpen(false)}
        actions={
          <Button look="primary" wide onClick={() => setOpen(false)}>
            {total === undefined ? t('frame.close') : t('pages.showTotal', { n: number(total) })}
          </Button>
        }
      >
        <Facets filter={filter} facets={facets} level={3} />
      </Dialog>
    </>
  );
}

interface FacetsProps {
  filter: LectureFilter;
  facets: readonly FacetChoice[];
  level: 2 | 3;
}

function Facets({ filter, facets, level }: FacetsProps) {
  const Heading = `h${level}` as const;
  return facets.map(({ facet, title, options }) => (
    <nav key={facet} class={styles.facet} aria-label={title}>
      <Heading class={styles.title}>{title}</Heading>
      <ul class={styles.list}>
        {[{ value: undefined, name: t('pages.all') }, ...options].map(({ value, name }) => (
          <li key={value ?? ''}>
            <a
              class={cx(styles.item, value === filter[facet] && styles.chosen)}
              href={addressOf(withFacet(filter, facet, value))}
              aria-current={value === filter[facet] ? 'true' : undefined}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  ));
}
