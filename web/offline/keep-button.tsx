/** 오프라인 저장 on a lecture's page: the button says how it stands, its dialog lets one choose, stop and remove. */
import { useEffect, useId, useLayoutEffect, useState } from 'preact/hooks';
import type { Lecture } from '../../server/contract/lectures.ts';
import { t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { percent } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { keepings } from './keep.ts';
import { KeepChoice } from './keep-choice.tsx';
import { KeepProgress } from './keep-progress.tsx';
import { type KeptLecture, keptLecture } from './kept.ts';
import { KeptCopy } from './kept-copy.tsx';

/** @param asked whether it was pressed before it was there */
export function KeepButton({ lecture, asked }: { lecture: Lecture; asked: boolean }) {
  const [open, setOpen] = useState(asked);
  const [kept, setKept] = useState<KeptLecture | null>(null);
  const keeping = keepings.value.get(lecture.id);
  const under = keeping !== undefined;
  const look = () => void keptLecture(lecture.id).then((found) => setKept(found?.whole ? found : null));
  useEffect(look, [lecture.id, under]);
  const id = useId();
  // The button that was pressed went when this one came: the dialog gives the focus back to what has it now.
  useLayoutEffect(() => {
    if (asked) document.getElementById(id)?.focus();
  }, [asked, id]);

  return (
    <>
      <Button id={id} look={kept ? 'secondary' : 'tertiary'} onClick={() => setOpen(true)}>
        {kept && !keeping && <Icon name="check" size={20} />}
        {keeping && !keeping.failure
          ? t('offline.keeping', { share: percent(keeping.done / keeping.total) })
          : kept
            ? t('offline.keptAs', { rung: kept.rung.height })
            : t('player.keep')}
      </Button>
      <Dialog title={t('player.keep')} open={open} onClose={() => setOpen(false)}>
        {keeping && !keeping.failure && <KeepProgress keeping={keeping} />}
        {!under && kept && <KeptCopy kept={kept} onRemoved={look} />}
        {(keeping?.failure || (!under && !kept)) && (
          <KeepChoice lecture={lecture} failure={keeping?.failure ?? null} />
        )}
      </Dialog>
    </>
  );
}
