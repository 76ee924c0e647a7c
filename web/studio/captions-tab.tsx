/** 자막: a caption file for each language. */
import { useState } from 'preact/hooks';
import type { Lecture } from '../../server/contract/lectures.ts';
import type { Language } from '../../server/contract/vocabulary.ts';
import { ApiFailure, api } from '../api.ts';
import { language, t } from '../i18n/i18n.ts';
import { announce } from '../ui/announce.tsx';
import { Badge } from '../ui/badge.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { captionsPath, putCaptions } from './captions.ts';
import { Confirm } from './confirm.tsx';
import styles from './editor.module.css';
import { FileButton } from './file-button.tsx';

const LANGUAGES: Record<Language, true> = { ko: true, en: true };

interface CaptionsTabProps {
  lecture: Lecture;
  onChange: () => void;
}

export function CaptionsTab({ lecture, onChange }: CaptionsTabProps) {
  return (
    <div class={styles.form}>
      <p class={styles.lead}>{t('studio.captionsLead')}</p>
      {(Object.keys(LANGUAGES) as Language[]).map((code) => (
        <Track key={code} code={code} lecture={lecture} onChange={onChange} />
      ))}
    </div>
  );
}

function Track({ code, lecture, onChange }: CaptionsTabProps & { code: Language }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiFailure | null>(null);
  const [deleting, setDeleting] = useState(false);
  const has = lecture.captionLanguages.includes(code);
  const name = { language: t(`studio.language_${code}`) };

  async function upload(file: File | undefined): Promise<void> {
    if (!file) return;
    setBusy(true);
    setError(null);
    try {
      await putCaptions(lecture.id, code, file);
      announce(t('studio.captionsSaved', name));
      onChange();
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      setError(cause);
    } finally {
      setBusy(false);
    }
  }

  async function remove(): Promise<void> {
    await api.delete(captionsPath(lecture.id, code));
    announce(t('studio.captionsDeleted', name));
    onChange();
  }

  return (
    <section class={styles.track}>
      <div class={styles.row}>
        <h2>{name.language}</h2>
        <Badge tone={has ? 'success' : 'neutral'}>
          {has ? t('studio.captionsHave') : t('studio.captionsNone')}
        </Badge>
      </div>
      <div class={styles.row}>
        <FileButton size="small" accept=".srt,.vtt" busy={busy} onFiles={([file]) => void upload(file)}>
          {t(has ? 'studio.captionsReplace' : 'studio.captionsUpload', name)}
        </FileButton>
        {has && (
          <>
            <ButtonLink
              size="small"
              href={captionsPath(lecture.id, code)}
              download={`${lecture.title}.${code}.vtt`}
            >
              {t('studio.captionsDownload', name)}
            </ButtonLink>
            <Button size="small" look="text" onClick={() => setDeleting(true)}>
              {t('studio.captionsDelete', name)}
            </Button>
          </>
        )}
      </div>
      {error && <CaptionsError error={error} />}
      <Confirm
        title={t('studio.captionsDeleteTitle', name)}
        open={deleting}
        onClose={() => setDeleting(false)}
        onConfirm={remove}
        confirm={t('studio.captionsDelete', name)}
        keep={t('studio.keep')}
      >
        <p>{lecture.title}</p>
      </Confirm>
    </section>
  );
}

function CaptionsError({ error }: { error: ApiFailure }) {
  return (
    <div class={styles.error} role="alert">
      <p>{error.words[language.value]}</p>
      {error.details.map(({ field, message }) => {
        const line = /^line (\d+)$/u.exec(field)?.[1];
        return <p key={field}>{line ? t('studio.captionsLine', { line, text: message }) : message}</p>;
      })}
    </div>
  );
}
