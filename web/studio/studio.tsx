/** `/studio`: upload recordings, and see how one's lectures stand. */
import { t } from '../i18n/i18n.ts';
import { LectureTable } from './lecture-table.tsx';
import { MailChoice } from './mail-choice.tsx';
import { StaffPage } from './staff-page.tsx';
import { UploadPanel } from './upload-panel.tsx';

export default function Studio() {
  return (
    <StaffPage title={t('studio.lectures')}>
      <UploadPanel />
      <MailChoice />
      <LectureTable />
    </StaffPage>
  );
}
