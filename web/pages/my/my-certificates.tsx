/** 나의 강의실 › 이수증: those one has, and what the courses one began still ask for one. */
import type { Certificate, CertificateList } from '../../../server/contract/certificates.ts';
import type { BegunCourses } from '../../../server/contract/completion.ts';
import { api } from '../../api.ts';
import { DownloadButton } from '../../certificates/download-button.tsx';
import { IssueCertificate } from '../../certificates/issue-certificate.tsx';
import { checkAddress } from '../../certificates/links.ts';
import { periodText } from '../../certificates/text.ts';
import { signInAddress } from '../../frame/next.ts';
import { localized, t } from '../../i18n/i18n.ts';
import { useLoad } from '../../load.ts';
import { account } from '../../session.ts';
import { Badge } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { dayOfTime, duration } from '../../ui/format.ts';
import { Empty, ErrorNote, Loading } from '../../ui/notes.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './my-certificates.module.css';

type BegunCourse = BegunCourses['items'][number];

export function MyCertificates() {
  const own = useLoad(account.value ? 'certificates' : null, async (signal) => {
    const [certificates, courses] = await Promise.all([
      api.get<CertificateList>('/api/me/certificates', {}, signal),
      api.get<BegunCourses>('/api/me/courses', {}, signal),
    ]);
    return { certificates: certificates.items, courses: courses.items };
  });
  if (account.value === null) {
    return (
      <Empty title={t('certificates.signInFirst')}>
        <p>{t('certificates.signInToIssueWhy')}</p>
        <ButtonLink look="primary" href={signInAddress('/my?tab=certificates')}>
          {t('frame.signIn')}
        </ButtonLink>
      </Empty>
    );
  }
  if (own.error) return <ErrorNote error={own.error} onRetry={own.reload} />;
  if (!own.data) {
    return (
      <div class={styles.list}>
        <Loading />
        <Skeleton height="14rem" />
        <Skeleton height="14rem" />
      </div>
    );
  }
  const { certificates, courses } = own.data;
  const certified = new Set(certificates.map(({ courseId }) => courseId));
  const open = courses.filter(({ id }) => !certified.has(id));
  return (
    <>
      {certificates.length > 0 ? (
        <ul class={styles.list}>
          {certificates.map((certificate) => (
            <OneCertificate key={certificate.number} certificate={certificate} />
          ))}
        </ul>
      ) : (
        <Empty title={t('certificates.none')}>
          <p>{t('certificates.noneWhy')}</p>
          {open.length === 0 && (
            <ButtonLink look="primary" href="/courses">
              {t('certificates.toCourses')}
            </ButtonLink>
          )}
        </Empty>
      )}
      {open.length > 0 && (
        <section class={styles.open} aria-labelledby="open-courses">
          <h2 id="open-courses">{t('certificates.open')}</h2>
          <ul class={styles.list}>
            {open.map((course) => (
              <OpenCourse key={course.id} course={course} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function OneCertificate({ certificate }: { certificate: Certificate }) {
  const { number, code, courseTitle, courseTitleEn, seconds, issuedAt, revokedAt, revokedReason } =
    certificate;
  return (
    <li class={styles.row}>
      <div class={styles.words}>
        <p class={styles.note}>{t('certificates.numberOf', { number })}</p>
        <h2>{localized(courseTitle, courseTitleEn)}</h2>
        <p class={styles.facts}>
          <span>
            {t('certificates.period')} {periodText(certificate)}
          </span>
          <span>
            {t('certificates.length')} {duration(seconds)}
          </span>
          <span>
            {t('certificates.day')} {dayOfTime(issuedAt)}
          </span>
        </p>
        {revokedAt && (
          <p class={styles.note}>
            <Badge tone="danger">{t('certificates.revokedOn', { day: dayOfTime(revokedAt) })}</Badge>{' '}
            {revokedReason}
          </p>
        )}
      </div>
      <div class={styles.actions}>
        {!revokedAt && <DownloadButton certificate={certificate} />}
        <ButtonLink
          look="text"
          aria-label={`${t('certificates.numberOf', { number })} ${t('certificates.check')}`}
          href={checkAddress(number, code)}
        >
          {t('certificates.check')}
        </ButtonLink>
      </div>
    </li>
  );
}

/** A course one began: what is missing in one phrase, as a link; nothing is, the certificate. */
function OpenCourse({ course: { id, title, titleEn, completion } }: { course: BegunCourse }) {
  const lectures = completion.missing.filter(({ what }) => what === 'lecture').length;
  return (
    <li class={styles.row}>
      <div class={styles.words}>
        <h3>
          <a href={`/courses/${id}`}>{localized(title, titleEn)}</a>
        </h3>
        <p class={styles.note}>
          {completion.completed ? (
            t('certificates.ready')
          ) : lectures > 0 ? (
            <a href={`/courses/${id}`}>{t('certificates.lecturesLeft', { n: lectures })}</a>
          ) : (
            <a href={`/courses/${id}/survey`}>{t('certificates.surveyLeft')}</a>
          )}
        </p>
      </div>
      {completion.completed && <IssueCertificate courseId={id} from="/my?tab=certificates" />}
    </li>
  );
}
