/** The frame around every page, and which page stands at which address. Each room loads when it is first needed. */
import type { ComponentType } from 'preact';
import { LocationProvider, Route, Router } from 'preact-iso';
import { Boundary } from './frame/boundary.tsx';
import { ConnectionBar } from './frame/connection-bar.tsx';
import { ConsentBar } from './frame/consent-bar.tsx';
import { isEmbedded } from './frame/embedded.ts';
import { Footer } from './frame/footer.tsx';
import { Header } from './frame/header.tsx';
import { Masthead } from './frame/masthead.tsx';
import { arrive, fetched, fetching } from './frame/page.tsx';
import { administratorOnly, signedInOnly, staffOnly } from './frame/roles.tsx';
import { room } from './frame/room.tsx';
import { UploadDock } from './frame/upload-dock.tsx';
import { t } from './i18n/i18n.ts';
import { Home } from './pages/home/home.tsx';
import { addFont } from './style/font.ts';
import { Announcer } from './ui/announce.tsx';

const Lectures = room(() => import('./pages/lectures/lectures.tsx'));
const Lecture = room(() => import('./pages/lecture/lecture.tsx'), 'player');
const Courses = room(() => import('./pages/courses/courses.tsx'));
const Course = room(() => import('./pages/course/course.tsx'), 'certificates');
const Survey = room(() => import('./pages/survey/survey.tsx'), 'survey');
const My = room(() => import('./pages/my/my.tsx'), 'certificates', 'notes', 'offline');
const Announcements = room(() => import('./pages/announcements/announcements.tsx'), 'news');
const Announcement = room(() => import('./pages/announcements/announcement.tsx'), 'news');
const Questions = room(() => import('./pages/questions/questions.tsx'), 'news');
const Certificates = room(() => import('./pages/certificates/certificates.tsx'), 'certificates');
const Certificate = room(() => import('./pages/certificates/certificate.tsx'), 'certificates');
const SignIn = room(() => import('./pages/sign-in/sign-in.tsx'), 'sso');
const SignUp = room(() => import('./pages/sign-up/sign-up.tsx'), 'account', 'privacy');
const PrivacyPolicy = room(() => import('./pages/privacy/privacy.tsx'), 'privacy');
const NotFound = room(() => import('./pages/not-found/not-found.tsx'));

/** Few who open a page need those of their account: where they are is not loaded with it. */
const accounts = (name: keyof typeof import('./account-rooms.ts')) => () =>
  import('./account-rooms.ts').then((rooms) => rooms[name]());

const ResetPassword = room(accounts('resetPassword'), 'account');
const SetPassword = room(accounts('setPassword'), 'account');
const ConfirmEmail = room(accounts('confirmEmail'), 'account');
const OwnAccount = signedInOnly(room(accounts('ownAccount'), 'account', 'privacy', 'factor', 'sso'));
const ChangeEmail = signedInOnly(room(accounts('changeEmail'), 'account', 'sso'));
const OwnData = signedInOnly(room(accounts('ownData'), 'account', 'privacy', 'survey'));
const SecondFactor = signedInOnly(room(accounts('secondFactor'), 'factor', 'sso'));
const Consents = signedInOnly(room(accounts('consents'), 'account', 'privacy'));
const Withdrawal = signedInOnly(room(accounts('withdrawal'), 'account', 'privacy', 'sso'));

/** Where staff's pages are is nothing that everybody has to load. */
const staffs = (name: keyof typeof import('./staff-rooms.ts')) => () =>
  import('./staff-rooms.ts').then((rooms) => rooms[name]());

const Studio = staffOnly(room(staffs('studio'), 'studio', 'player'));
const Editor = staffOnly(room(staffs('editor'), 'studio', 'player', 'captions'));
const Captions = staffOnly(room(staffs('captions'), 'studio', 'player', 'captions'));
const Trim = staffOnly(room(staffs('trim'), 'studio', 'player', 'captions', 'trim'));
const Bin = staffOnly(room(staffs('bin'), 'studio', 'player'));
const Uncaptioned = staffOnly(room(staffs('uncaptioned'), 'studio', 'player', 'captions'));
const StudioCourses = staffOnly(room(staffs('studioCourses'), 'studio'));
const StudioRule = staffOnly(room(staffs('studioRule'), 'studio'));
const StudioSurvey = staffOnly(room(staffs('studioSurvey'), 'studio', 'files', 'survey'));

const figures = (load: Parameters<typeof room>[0]) => room(load, 'statistics', 'files', 'studio');
const Statistics = staffOnly(figures(staffs('statistics')));
const LectureStatistics = staffOnly(figures(staffs('lectureStatistics')));
const Comparison = staffOnly(figures(staffs('comparison')));
const CourseStatistics = staffOnly(figures(staffs('courseStatistics')));
const OneCourseStatistics = staffOnly(figures(staffs('oneCourseStatistics')));
const Audiences = administratorOnly(figures(staffs('audiences')));
const Regions = administratorOnly(figures(staffs('regions')));
const Months = administratorOnly(figures(staffs('months')));
const MonthReport = administratorOnly(figures(staffs('monthReport')));
const Hours = administratorOnly(figures(staffs('hours')));
const Quality = administratorOnly(figures(staffs('quality')));

const Learners = staffOnly(room(staffs('learners'), 'admin', 'files', 'studio'));
const Learner = administratorOnly(room(staffs('learner'), 'admin', 'studio', 'certificates', 'account'));
const Audit = administratorOnly(room(staffs('audit'), 'admin', 'statistics', 'studio'));
const AdminAnnouncements = administratorOnly(room(staffs('adminAnnouncements'), 'admin', 'studio', 'news'));
const AnnouncementEditor = administratorOnly(room(staffs('announcementEditor'), 'admin', 'studio', 'news'));
const AdminQuestions = administratorOnly(room(staffs('adminQuestions'), 'admin', 'studio', 'news'));
const OwnInstitution = administratorOnly(room(staffs('ownInstitution'), 'admin', 'studio'));
const Operations = administratorOnly(room(staffs('operations'), 'admin', 'studio'));
const People = administratorOnly(room(staffs('people'), 'admin', 'studio'));

/** Which page stands at which address. */
const PAGES: readonly [path: string, page: ComponentType][] = [
  ['/', Home],
  ['/lectures', Lectures],
  ['/lectures/:id', Lecture],
  ['/embed/:id', Lecture],
  ['/courses', Courses],
  ['/courses/:id', Course],
  ['/courses/:id/survey', Survey],
  ['/my', My],
  ['/announcements', Announcements],
  ['/announcements/:id', Announcement],
  ['/faq', Questions],
  ['/certificates', Certificates],
  ['/certificates/:number', Certificate],
  ['/sign-in', SignIn],
  ['/sign-up', SignUp],
  ['/reset-password', ResetPassword],
  ['/set-password', SetPassword],
  ['/confirm-email', ConfirmEmail],
  ['/privacy', PrivacyPolicy],
  ['/account', OwnAccount],
  ['/account/email', ChangeEmail],
  ['/account/data', OwnData],
  ['/account/second-factor', SecondFactor],
  ['/account/consents', Consents],
  ['/account/withdrawal', Withdrawal],
  ['/studio', Studio],
  ['/studio/lectures/:id', Editor],
  ['/studio/bin', Bin],
  ['/studio/uncaptioned', Uncaptioned],
  ['/studio/lectures/:id/captions/:language', Captions],
  ['/studio/lectures/:id/trim', Trim],
  ['/studio/courses', StudioCourses],
  ['/studio/courses/:id/rule', StudioRule],
  ['/studio/courses/:id/survey', StudioSurvey],
  ['/admin/statistics', Statistics],
  ['/admin/statistics/lectures/:id', LectureStatistics],
  ['/admin/statistics/comparison', Comparison],
  ['/admin/statistics/courses', CourseStatistics],
  ['/admin/statistics/courses/:id', OneCourseStatistics],
  ['/admin/statistics/audiences', Audiences],
  ['/admin/statistics/regions', Regions],
  ['/admin/statistics/months', Months],
  ['/admin/statistics/months/:month', MonthReport],
  ['/admin/statistics/hours', Hours],
  ['/admin/statistics/quality', Quality],
  ['/admin/learners', Learners],
  ['/admin/people', People],
  ['/admin/people/:id', Learner],
  ['/admin/announcements', AdminAnnouncements],
  ['/admin/announcements/:id', AnnouncementEditor],
  ['/admin/questions', AdminQuestions],
  ['/admin/operations', Operations],
  ['/admin/institution', OwnInstitution],
  ['/admin/audit', Audit],
];

function move(): void {
  arrive();
  addFont();
}

export function App() {
  // within another site's page there is the lecture alone
  const alone = isEmbedded();
  return (
    <LocationProvider>
      {!alone && <Above />}
      <main id="content" tabIndex={-1}>
        <Boundary>
          <Router onLoadStart={fetching} onRouteChange={move} onLoadEnd={fetched}>
            {PAGES.map(([path, page]) => (
              <Route key={path} path={path} component={page} />
            ))}
            <Route default component={NotFound} />
          </Router>
        </Boundary>
      </main>
      {!alone && <Below />}
    </LocationProvider>
  );
}

const Above = () => (
  <>
    <a class="skip" href="#content">
      {t('frame.skip')}
    </a>
    <Masthead />
    <Header />
    <ConnectionBar />
    <ConsentBar />
  </>
);

const Below = () => (
  <>
    <UploadDock />
    <Footer />
    <Announcer />
  </>
);
