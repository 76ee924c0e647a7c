/** 자주 묻는 질문 관리, `/admin/questions`: questions in their order, which is changed here too. */
import { useRef, useState } from 'preact/hooks';
import type { Question, QuestionList } from '../../server/contract/questions.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { Confirm } from '../studio/confirm.tsx';
import { StaffPage } from '../studio/staff-page.tsx';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Empty, ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { QuestionDialog } from './question-dialog.tsx';
import styles from './questions.module.css';

export default function AdminQuestions() {
  const { data, error, reload } = useLoad('questions', (signal) =>
    api.get<QuestionList>('/api/questions', {}, signal),
  );
  const [editing, setEditing] = useState<Question | 'new' | null>(null);
  const [removing, setRemoving] = useState<Question | null>(null);
  const [failure, attempt] = useAttempt();
  const busy = useRef(false);
  const items = data?.items ?? [];

  /** One place up or down. */
  async function move(at: number, by: -1 | 1): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    await attempt(async () => {
      const was = items.map(({ id }) => id);
      const ids = [...was];
      const [moved = ''] = ids.splice(at, 1);
      ids.splice(at + by, 0, moved);
      try {
        await api.put('/api/questions/order', { ids, was });
        announce(t('admin.movedTo', { n: at + by + 1 }));
      } finally {
        reload();
      }
    });
    busy.current = false;
  }

  return (
    <StaffPage
      title={t('frame.adminQuestions')}
      aside={
        <Button look="primary" onClick={() => setEditing('new')}>
          {t('admin.newQuestion')}
        </Button>
      }
    >
      <p class={styles.lead}>{t('admin.questionsLead')}</p>
      {failure && <ErrorNote error={failure} />}
      {error && !data && <ErrorNote error={error} onRetry={reload} />}
      {!data && !error && (
        <>
          <Loading />
          <Skeleton height="40rem" />
        </>
      )}
      {data?.items.length === 0 && <Empty title={t('admin.noQuestions')} />}
      <ol class={styles.list}>
        {items.map((one, at) => (
          <Row
            key={one.id}
            question={one}
            onUp={at > 0 ? () => void move(at, -1) : undefined}
            onDown={at < items.length - 1 ? () => void move(at, 1) : undefined}
            onEdit={() => setEditing(one)}
            onRemove={() => setRemoving(one)}
          />
        ))}
      </ol>
      {editing && (
        <QuestionDialog
          question={editing === 'new' ? null : editing}
          categories={[...new Set(items.map(({ category }) => category).filter(Boolean))]}
          onClose={() => setEditing(null)}
          onSaved={reload}
        />
      )}
      {removing && (
        <Confirm
          title={t('admin.removeQuestion')}
          open
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await api.delete(`/api/questions/${removing.id}`);
            announce(t('admin.removed'));
            reload();
          }}
          confirm={t('admin.remove')}
        >
          <p>{localized(removing.question, removing.questionEn)}</p>
        </Confirm>
      )}
    </StaffPage>
  );
}

interface RowProps {
  question: Question;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
  onEdit: () => void;
  onRemove: () => void;
}

function Row({ question, onUp, onDown, onEdit, onRemove }: RowProps) {
  const words = localized(question.question, question.questionEn);
  const category = localized(question.category, question.categoryEn);
  return (
    <li class={styles.row}>
      <div class={styles.words}>
        {category && <p class={styles.category}>{category}</p>}
        <p>{words}</p>
      </div>
      <div class={styles.buttons}>
        <Move label={t('admin.up', { question: words })} icon="up" onMove={onUp} />
        <Move label={t('admin.down', { question: words })} icon="down" onMove={onDown} />
        <Button size="small" aria-label={`${t('news.edit')}: ${words}`} onClick={onEdit}>
          {t('news.edit')}
        </Button>
        <Button size="small" aria-label={`${t('admin.remove')}: ${words}`} onClick={onRemove}>
          {t('admin.remove')}
        </Button>
      </div>
    </li>
  );
}

/** The focus stays on it, also where there is no further to go. */
function Move(props: { label: string; icon: 'up' | 'down'; onMove: (() => void) | undefined }) {
  return (
    <Button size="small" aria-label={props.label} aria-disabled={!props.onMove} onClick={props.onMove}>
      <Icon name={props.icon} size={18} />
    </Button>
  );
}
