/** 오프라인 저장: what it does is loaded when somebody asks for it, or when something is kept already. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lecture } from '../../../server/contract/lectures.ts';
import { loadWords, t } from '../../i18n/i18n.ts';
import { keptLecture } from '../../offline/kept.ts';
import { Button } from '../../ui/button.tsx';

type Inner = FunctionComponent<{ lecture: Lecture; asked: boolean }>;

export function Keep({ lecture }: { lecture: Lecture }) {
  const [inner, setInner] = useState<{ Inner: Inner; asked: boolean } | null>(null);

  async function load(asked: boolean) {
    const [{ KeepButton }] = await Promise.all([
      import('../../offline/keep-button.tsx'),
      loadWords('offline'),
    ]);
    setInner({ Inner: KeepButton, asked });
  }

  useEffect(() => {
    void keptLecture(lecture.id).then((kept) => kept && load(false));
  }, [lecture.id]);

  if (inner) return <inner.Inner lecture={lecture} asked={inner.asked} />;
  return <Button onClick={() => load(true)}>{t('player.keep')}</Button>;
}
