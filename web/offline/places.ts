/** Where what works without a network is kept in the browser. */

/** Of the app itself. @param version of the build */
export const shellCache = (version: string): string => `${SHELL_PREFIX}${version}`;
const SHELL_PREFIX = 'madang.shell.';
export const isShellCache = (name: string): boolean => name.startsWith(SHELL_PREFIX);

/** All of one kept lecture: removing it removes all of it. */
export const lectureCache = (lectureId: string): string => `${LECTURE_PREFIX}${lectureId}`;
const LECTURE_PREFIX = 'madang.lecture.';
export const isLectureCache = (name: string): boolean => name.startsWith(LECTURE_PREFIX);

/** Address of a part of a kept lecture, which the service worker answers. @param path such as `master.m3u8` */
export const keptAddress = (lectureId: string, path: string): string => `/kept/${lectureId}/${path}`;
