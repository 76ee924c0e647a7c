import { t } from '../../i18n/i18n.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './chips.module.css';
import { chosenName, type FacetChoice } from './facets.ts';
import { addressOf, type LectureFilter, withFacet } from './lecture-filter.ts';

interface ChipsProps {
  filter: LectureFilter;
  facets: readonly FacetChoice[];
}

/** What is chosen, each with a link that takes it away. */
export function Chips({ filter, facets }: ChipsProps) {
  const chips = [
    ...(filter.q ? [{ key: 'q', name: filter.q, without: { ...filter, q: '', page: 1 } }] : []),
    ...facets.flatMap((choice) => {
      const name = chosenName(choice, filter);
      return name ? [{ key: choice.facet, name, without: withFacet(filter, choice.facet, undefined) }] : [];
    }),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class={styles.row} aria-label={t('pages.chosen')}>
      {chips.map((chip) => (
        <li key={chip.key}>
          <a
            class={styles.chip}
            href={addressOf(chip.without)}
            aria-label={t('pages.removeCondition', { name: chip.name })}
          >
            {chip.name}
            <Icon name="close" size={16} />
          </a>
        </li>
      ))}
    </ul>
  );
}
