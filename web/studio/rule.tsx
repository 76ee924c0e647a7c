/** `/studio/courses/:id/rule`: what completes a course's lectures, what another rule would change, and what held before. */
import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import type { RuleEffect, RuleHistory } from '../../server/contract/completion.ts';
import type { Course } from '../../server/contract/courses.ts';
import { api } from '../api.ts';
import { useAttempt } from '../attempt.ts';
import { localized, t } from '../i18n/i18n.ts';
import { useLoad } from '../load.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorNote, Loading } from '../ui/notes.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import styles from './rule.module.css';
import { EffectDialog } from './rule-effect.tsx';
import { faultyField, RuleFields } from './rule-fields.tsx';
import { isSameRule, type RuleFaults, ruleFaults, ruleForm, ruleOf } from './rule-form.ts';
import { SurveySwitch } from './rule-survey.tsx';
import { RuleVersions } from './rule-versions.tsx';
import { StaffPage } from './staff-page.tsx';

export default function RulePage() {
  const { id = '' } = useRoute().params;
  const course = useLoad(id, (signal) => api.get<Course>(`/api/courses/${id}`, {}, signal));
  const rule = useLoad(id, (signal) => api.get<RuleHistory>(`/api/courses/${id}/rule`, {}, signal));
  const error = rule.error ?? course.error;
  const retry = () => {
    if (rule.error) rule.reload();
    if (course.error) course.reload();
  };
  const name = course.data ? localized(course.data.title, course.data.titleEn) : '';
  return (
    <StaffPage
      title={name ? t('studio.ruleOf', { title: name }) : t('studio.rule')}
      path={[{ label: t('studio.courses'), href: '/studio/courses' }]}
    >
      {rule.data && course.data ? (
        <>
          <RuleEditor
            key={rule.data.versions[0]?.id}
            courseId={id}
            hasSurvey={course.data.survey !== null}
            history={rule.data}
            onSaved={rule.reload}
          />
          <RuleVersions history={rule.data} />
        </>
      ) : error ? (
        <ErrorNote error={error} onRetry={retry} />
      ) : (
        <>
          <Loading />
          <Skeleton height="30rem" />
        </>
      )}
    </StaffPage>
  );
}

interface RuleEditorProps {
  courseId: string;
  /** its survey is open, so that it can be required */
  hasSurvey: boolean;
  history: RuleHistory;
  onSaved: () => void;
}

function RuleEditor({ courseId, hasSurvey, history, onSaved }: RuleEditorProps) {
  const [present] = history.versions;
  const [form, setForm] = useState(() => ruleForm(present));
  const [surveyRequired, setSurveyRequired] = useState(present?.surveyRequired ?? false);
  const [faults, setFaults] = useState<RuleFaults>({});
  const [effect, setEffect] = useState<RuleEffect | null>(null);
  const [error, attempt, busy] = useAttempt();
  const path = `/api/courses/${courseId}/rule`;
  const rule = { ...ruleOf(form), surveyRequired };

  async function look(event: Event): Promise<void> {
    event.preventDefault();
    const found = ruleFaults(form);
    setFaults(found);
    const fault = faultyField(found);
    if (fault !== null) return document.getElementById(fault)?.focus();
    if (present && isSameRule(rule, present)) return announce(t('studio.ruleSame'));
    await attempt(async () => setEffect(await api.post<RuleEffect>(`${path}/preview`, rule)));
  }

  async function save(): Promise<void> {
    await api.put<RuleHistory>(path, { ...rule, from: present?.version });
    announce(t('studio.ruleSaved'));
    onSaved();
  }

  return (
    <form class={styles.form} noValidate onSubmit={(event) => void look(event)}>
      <RuleFields form={form} faults={faults} onChange={setForm} />
      <SurveySwitch
        courseId={courseId}
        hasSurvey={hasSurvey}
        required={surveyRequired}
        onChange={setSurveyRequired}
      />
      <p class={styles.note}>{t('studio.ruleLectures')}</p>
      <p class={styles.note}>{t('studio.ruleKeeps')}</p>
      {error && <ErrorNote error={error} />}
      <p class={styles.actions}>
        <Button look="primary" type="submit" busy={busy}>
          {t('studio.ruleLook')}
        </Button>
      </p>
      {effect && present && (
        <EffectDialog
          effect={effect}
          before={present}
          after={rule}
          onClose={() => setEffect(null)}
          onConfirm={save}
        />
      )}
    </form>
  );
}
