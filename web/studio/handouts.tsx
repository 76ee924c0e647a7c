/** 자료: documents that belong to the lecture, added and removed at once. */
import { useState } from 'preact/hooks';
import type { Handout, HandoutList } from '../../server/contract/handouts.ts';
import type { Lecture } from '../../server/contract/lectures.ts';
import { ApiFailure, api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { bytes } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { keepFocus } from '../ui/keep-focus.ts';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Confirm } from './confirm.tsx';
import editor from './editor.module.css';
import { FileButton } from './file-button.tsx';
import styles from './handouts.module.css';
import { Objections } from './objections.tsx';

export function Handouts({ lecture }: { lecture: Lecture }) {
  const path = `/api/lectures/${lecture.id}/handouts`;
  const { data, error, reload } = useLoad(path, (signal) => api.get<HandoutList>(path, {}, signal));
  return (
    <section ref={keepFocus} class={styles.handouts} aria-labelledby="handouts">
      <h2 id="handouts" class={editor.checklist}>
        {t('studio.handouts')}
      </h2>
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && <Loading />}
      {data && <Files path={path} list={data} onChange={reload} />}
    </section>
  );
}

interface FilesProps {
  path: string;
  list: HandoutList;
  onChange: () => void;
}

function Files({ path, list: { items, limits }, onChange }: FilesProps) {
  const [sending, setSending] = useState<string | null>(null);
  const [objections, setObjections] = useState<string[]>([]);
  const [removed, setRemoved] = useState<Handout | null>(null);
  const kinds = limits.extensions.map((extension) => extension.toUpperCase()).join(', ');

  /** Why a file is not even sent; null when it is. */
  function objectionTo({ name, size }: File): string | null {
    const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    if (!limits.extensions.includes(extension)) return t('studio.handoutKind', { name, kinds });
    if (size === 0) return t('studio.handoutEmpty', { name });
    return size > limits.maxBytes ? t('studio.handoutLarge', { name, max: bytes(limits.maxBytes) }) : null;
  }

  /** One after the other; what cannot be added is said, and the others are added all the same. */
  async function add(files: File[]): Promise<void> {
    const said: string[] = [];
    for (const file of files) {
      const objection = objectionTo(file);
      if (objection) {
        said.push(objection);
        continue;
      }
      setSending(file.name);
      try {
        await api.send(path, { name: file.name }, file);
        announce(t('studio.handoutAdded', { name: file.name }));
      } catch (cause) {
        if (!(cause instanceof ApiFailure)) throw cause;
        said.push(
          cause.code === 'unsupported_media_type'
            ? t('studio.handoutNotThat', { name: file.name })
            : `${file.name}: ${cause.words[language.value]}`,
        );
      }
    }
    setSending(null);
    setObjections(said);
    onChange();
  }

  async function remove({ id, name }: Handout): Promise<void> {
    await api.delete(`${path}/${id}`);
    announce(t('studio.handoutRemoved', { name }));
    onChange();
  }

  return (
    <>
      <p class={editor.hint}>
        {t('studio.handoutsLead', { kinds, max: bytes(limits.maxBytes), count: limits.maxCount })}
      </p>
      {items.length > 0 && (
        <ul class={styles.files}>
          {items.map((handout) => (
            <li key={handout.id} class={styles.file}>
              <a href={handout.url} download={handout.name}>
                {handout.name}
              </a>
              <span class={styles.size}>{bytes(handout.bytes)}</span>
              <Button
                size="small"
                look="text"
                aria-label={t('studio.handoutRemoveName', { name: handout.name })}
                onClick={() => setRemoved(handout)}
              >
                <Icon name="trash" size={20} />
                {t('studio.handoutRemove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div>
        <FileButton
          multiple
          accept={limits.extensions.map((extension) => `.${extension}`).join()}
          busy={sending !== null}
          onFiles={(files) => void add(files)}
        >
          <Icon name="plus" size={20} />
          {t('studio.handoutAdd')}
        </FileButton>
      </div>
      {sending !== null && <p role="status">{t('studio.handoutSending', { name: sending })}</p>}
      <Objections sentences={objections} />
      <Confirm
        title={t('studio.handoutRemoveTitle')}
        open={removed !== null}
        onClose={() => setRemoved(null)}
        onConfirm={async () => {
          if (removed) await remove(removed);
        }}
        confirm={t('studio.handoutRemove')}
        keep={t('studio.keep')}
      >
        <p>{removed?.name}</p>
      </Confirm>
    </>
  );
}
