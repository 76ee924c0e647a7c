/** Every page of the site, by whom it is for: what all of them must hold, and be pictured as. */

/** `LECTURE`, `COURSE`, `CERTIFICATE`, `PERSON` and `NEWS` stand for what there is. */
export const PAGES = {
  nobody: [
    ...['/', '/lectures', '/lectures?q=공공', '/lectures?q=아무것도', '/lectures/LECTURE', '/courses'],
    ...['/courses/COURSE', '/my', '/my?tab=notes', '/certificates', '/certificates/CERTIFICATE'],
    ...['/announcements', '/announcements/NEWS', '/faq', '/sign-in', '/sign-up', '/privacy', '/account'],
    ...['/confirm-email', '/studio', '/nowhere'],
  ],
  resident: [
    ...['/', '/lectures/LECTURE', '/courses/COURSE', '/courses/COURSE/survey', '/my', '/my?tab=completed'],
    ...['/my?tab=certificates', '/my?tab=notes', '/account', '/account/data', '/account/email'],
    ...['/account/consents', '/account/withdrawal', '/account/second-factor'],
  ],
  administrator: [
    ...['/studio', '/studio/lectures/LECTURE?tab=video', '/studio/lectures/LECTURE?tab=info'],
    ...['/studio/lectures/LECTURE?tab=captions', '/studio/lectures/LECTURE?tab=chapters'],
    ...['/studio/lectures/LECTURE?tab=publish', '/studio/lectures/LECTURE/captions/ko'],
    ...['/studio/lectures/LECTURE/trim', '/studio/bin', '/studio/uncaptioned', '/studio/courses'],
    ...['/studio/courses/COURSE/rule', '/studio/courses/COURSE/survey'],
    ...['/admin/statistics', '/admin/statistics/lectures/LECTURE', '/admin/statistics/comparison'],
    ...['/admin/statistics/courses', '/admin/statistics/courses/COURSE', '/admin/statistics/audiences'],
    ...['/admin/statistics/regions', '/admin/statistics/months', '/admin/statistics/months/2026-10'],
    ...['/admin/statistics/hours', '/admin/statistics/quality', '/admin/learners', '/admin/people'],
    ...[
      '/admin/people/PERSON',
      '/admin/audit',
      '/admin/institution',
      '/admin/operations',
      '/admin/announcements',
    ],
    ...['/admin/announcements/NEWS', '/admin/questions'],
  ],
} as const;
export type Person = keyof typeof PAGES;
