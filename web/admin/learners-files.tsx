/** The list as a spreadsheet or CSV, and a course as xAPI statements: each for a reason that is kept. */
import { useState } from 'preact/hooks';
import type { CourseSummary } from '../../server/contract/courses.ts';
import { FileButtons } from '../files/file-buttons.tsx';
import { FileDialog } from '../files/file-dialog.tsx';
import { localized, t } from '../i18n/i18n.ts';
import { Button } from '../ui/button.tsx';
import { CheckBox } from '../ui/check-box.tsx';
import { Icon } from '../ui/icon.tsx';
import type { LearnersFilter } from './learners-filter.ts';
import styles from './list.module.css';

interface LearnersFilesProps {
  filter: LearnersFilter;
  /** the one that the list is of; undefined for several */
  course: CourseSummary | undefined;
}

export function LearnersFiles({ filter, course }: LearnersFilesProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <FileButtons
        table={t('admin.learners')}
        path="/api/learners/export"
        query={filter}
        about={<p>{t('admin.exportLearners')}</p>}
      >
        {course && (
          <Button size="small" onClick={() => setAsking(true)}>
            <Icon name="download" size={20} />
            {t('admin.xapi')}
          </Button>
        )}
      </FileButtons>
      {!course && <p class={styles.hint}>{t('admin.xapiNeedsCourse')}</p>}
      {course && asking && <StatementsDialog course={course} onClose={() => setAsking(false)} />}
    </>
  );
}

function StatementsDialog({ course, onClose }: { course: CourseSummary; onClose: () => void }) {
  const [named, setNamed] = useState(false);
  const name = localized(course.title, course.titleEn);
  return (
    <FileDialog
      title={t('admin.xapiTitle', { course: name })}
      path="/api/learners/xapi"
      query={{ course: course.id, names: named ? 'include' : undefined }}
      submit={t('admin.xapi')}
      onClose={onClose}
    >
      <p>{t('admin.xapiAbout', { course: name })}</p>
      <div>
        <CheckBox checked={named} onCheck={setNamed} describedBy="xapi-names-hint">
          {t('admin.xapiNames')}
        </CheckBox>
        <p class={styles.hint} id="xapi-names-hint">
          {t('admin.xapiNamesHint')}
        </p>
      </div>
    </FileDialog>
  );
}
