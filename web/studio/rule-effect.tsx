import type { CourseRule, RuleEffect } from '../../server/contract/completion.ts';
import { t } from '../i18n/i18n.ts';
import { number } from '../ui/format.ts';
import { Confirm } from './confirm.tsx';
import styles from './rule.module.css';
import { ruleWords } from './rule-versions.tsx';

interface EffectDialogProps {
  effect: RuleEffect;
  before: CourseRule;
  after: CourseRule;
  onClose: () => void;
  onConfirm: () => Promise<unknown>;
}

/** What another rule means for the people of the course, before it is saved. */
export function EffectDialog({ effect, before, after, onClose, onConfirm }: EffectDialogProps) {
  const { people, finished, finishedThen, needMore } = effect;
  const count = (n: number) => t('studio.ruleCount', { n: number(n) });
  const rows = [
    ['people', t('studio.rulePeople'), people],
    ['finished', t('studio.ruleFinished'), finished],
    ['fresh', t('studio.ruleFinishedThen'), finishedThen - finished],
    ['more', t('studio.ruleNeedMore'), needMore],
  ] as const;
  return (
    <Confirm
      title={t('studio.ruleEffect')}
      open
      onClose={onClose}
      onConfirm={onConfirm}
      confirm={t('studio.ruleConfirm')}
      look="primary"
    >
      <dl class={styles.change}>
        <div>
          <dt>{t('studio.ruleBefore')}</dt>
          <dd>{ruleWords(before)}</dd>
        </div>
        <div>
          <dt>{t('studio.ruleAfter')}</dt>
          <dd>{ruleWords(after)}</dd>
        </div>
      </dl>
      <dl class={styles.effect}>
        {rows.map(([id, name, n]) => (
          <div key={id}>
            <dt>{name}</dt>
            <dd>{count(n)}</dd>
          </div>
        ))}
      </dl>
      <p class={styles.note}>{t('studio.ruleEffectNote')}</p>
    </Confirm>
  );
}
