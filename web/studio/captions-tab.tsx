/** 자막: in each language what viewers see, what is being worked on, and files. */
import { useState } from 'preact/hooks';
import type { CaptionState, CaptionStates } from '../../server/contract/captions.ts';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { CaptionLanguage } from '../../server/contract/vocabulary.ts';
import { api } from '../api.ts';
import { t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { Button } from '../ui/button.tsx';
import { Select } from '../ui/field.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { CaptionTrack } from './captions/caption-track.tsx';
import { languageName } from './captions/language-name.ts';
import styles from './editor.module.css';

/** Shown also while there are none: the first is what the law asks for, the second what is asked for most. */
const ALWAYS: readonly CaptionLanguage[] = ['ko', 'en'];

interface CaptionsTabProps {
  lecture: Lecture;
  /** other words when drafts have changed */
  changed: string;
  onChange: () => void;
}

export function CaptionsTab({ lecture, changed: heard, onChange }: CaptionsTabProps) {
  const path = `/api/lectures/${lecture.id}/captions`;
  const { data, error, reload } = useLoad(`${path} ${heard}`, (signal) =>
    api.get<CaptionStates>(path, {}, signal),
  );
  const [asked, setAsked] = useState<readonly CaptionLanguage[]>([]);
  if (error && !data) return <ErrorNote error={error} onRetry={reload} />;
  if (!data) return <Loading />;
  const isShown = ({ language, track, draft, transcription }: CaptionState) =>
    ALWAYS.includes(language) || asked.includes(language) || (track ?? draft ?? transcription) !== null;
  const changed = () => {
    reload();
    onChange();
  };
  return (
    <div class={styles.form}>
      <p class={styles.lead}>{t('studio.captionsLead')}</p>
      {data.items.filter(isShown).map((state) => (
        <CaptionTrack
          key={state.language}
          {...{ lecture, state }}
          transcribable={data.transcribable}
          onChange={changed}
        />
      ))}
      <MoreLanguages
        languages={data.items.filter((state) => !isShown(state)).map(({ language }) => language)}
        onAdd={(language) => setAsked([...asked, language])}
      />
    </div>
  );
}

interface MoreLanguagesProps {
  languages: readonly CaptionLanguage[];
  onAdd: (language: CaptionLanguage) => void;
}

function MoreLanguages({ languages, onAdd }: MoreLanguagesProps) {
  const [chosen, setChosen] = useState<CaptionLanguage | null>(null);
  const [first] = languages;
  if (!first) return null;
  const value = chosen && languages.includes(chosen) ? chosen : first;
  return (
    <div class={styles.more}>
      <Select
        label={t('captions.addLanguage')}
        value={value}
        options={languages.map((language) => ({ value: language, label: languageName(language) }))}
        onChoose={setChosen}
      />
      <Button onClick={() => onAdd(value)}>{t('captions.addLanguageDo')}</Button>
    </div>
  );
}
