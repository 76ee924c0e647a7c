/** Gives viewers the captions on the page. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Cue } from '../../../server/contract/captions.ts';
import type { CaptionLanguage } from '../../../server/contract/vocabulary.ts';
import { ApiFailure, api } from '../../api.ts';
import { language, t } from '../../i18n/i18n.ts';
import { announce } from '../../ui/announce.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Confirm } from '../confirm.tsx';
import styles from './captions.module.css';
import type { Problem } from './problems.ts';

interface ApproveProps {
  lectureId: string;
  of: CaptionLanguage;
  /** of the draft */
  path: string;
  cues: readonly Cue[];
  problems: ReadonlyMap<string, readonly Problem[]>;
  /** whether there is something that viewers do not see yet */
  draft: boolean;
  automatic: boolean;
  save: () => Promise<number | null>;
  onProblem: (id: string) => void;
}

export function Approve(props: ApproveProps) {
  const { lectureId, path, cues, problems, draft, automatic, save, onProblem } = props;
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [replacing, setReplacing] = useState(false);

  async function approve(replace: boolean): Promise<void> {
    const version = await save();
    if (version === null || version === 0) return;
    await api.post(`${path}/approval`, { version, replace });
    announce(t('captions.approved'));
    route(`/studio/lectures/${lectureId}?tab=captions`);
  }

  async function press(): Promise<void> {
    const backwards = cues.find((cue) => problems.get(cue.id)?.includes('backwards'));
    setFault(backwards ? t('captions.cannotApprove') : null);
    if (backwards) return onProblem(backwards.id);
    setBusy(true);
    try {
      await approve(false);
    } catch (cause) {
      if (!(cause instanceof ApiFailure)) throw cause;
      if (cause.code === 'caption_replaced') setReplacing(true);
      else setFault(cause.words[language.value]);
    } finally {
      setBusy(false);
    }
  }

  if (!draft) return cues.length > 0 ? <Badge tone="success">{t('captions.state_shown')}</Badge> : null;
  return (
    <div class={styles.row}>
      {fault && (
        <p class={styles.problems} role="alert">
          {fault}
        </p>
      )}
      <Badge tone="warning">{t(automatic ? 'captions.state_automatic' : 'captions.state_draft')}</Badge>
      <Button look="primary" busy={busy} onClick={() => void press()}>
        {t('captions.approve')}
      </Button>
      <Confirm
        title={t('captions.replaceTitle')}
        open={replacing}
        onClose={() => setReplacing(false)}
        onConfirm={() => approve(true)}
        confirm={t('captions.replaceDo')}
        look="primary"
      >
        <p>{t('captions.replaceBody')}</p>
      </Confirm>
    </div>
  );
}
