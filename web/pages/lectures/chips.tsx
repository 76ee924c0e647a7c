import { t } from '../../i18n/i18n.ts';
import { audienceName } from '../../i18n/vocabulary.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './chips.module.css';
import { addressOf, type LectureFilter } from './lecture-filter.ts';

/** What is chosen, each with a link that takes it away. */
export function Chips({ filter }: { filter: LectureFilter }) {
  const chips = [
    ...(filter.q ? [{ name: filter.q, without: { ...filter, q: '', page: 1 } }] : []),
    ...(filter.audience
      ? [{ name: audienceName(filter.audience), without: { ...filter, audience: undefined, page: 1 } }]
      : []),
  ];
  if (chips.length === 0) return null;
  return (
    <ul class={styles.row} aria-label={t('pages.chosen')}>
      {chips.map((chip) => (
        <li key={chip.name}>
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
