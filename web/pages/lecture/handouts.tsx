/** Documents of the lecture, to be downloaded. */
import type { HandoutList } from '../../../server/contract/handouts.ts';
import { api } from '../../api.ts';
import { t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { bytes } from '../../ui/format.ts';
import styles from './about.module.css';

/** Nothing without any, and nothing while it is not known: the lecture can be watched without them. */
export function Handouts({ lectureId }: { lectureId: string }) {
  const { data } = useLoad(lectureId, (signal) =>
    api.get<HandoutList>(`/api/lectures/${lectureId}/handouts`, {}, signal),
  );
  if (!data || data.items.length === 0) return null;
  return (
    <section class={styles.handouts}>
      <h2>{t('player.handouts')}</h2>
      <ul>
        {data.items.map(({ id, name, url, bytes: size }) => (
          <li key={id}>
            <a href={url} download={name}>
              {name}
            </a>
            <span>{bytes(size)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
