/** The lectures of every site that is measured: the same ones, by number, from the most viewed down. */
import { createHash } from 'node:crypto';

export const LECTURES = 500;
export const LECTURES_A_COURSE = 10;

/** SQL of seconds that lecture `n` lasts: 20 to 120 minutes, in no order. */
export const DURATION = '(1200 + n * 7919 % 6001)';

/** SQL of the id of the nth of a kind, so that what is filled in need not look it up. */
export const idSql = (kind: string, n: string) => `md5('${kind} ' || ${n})::uuid`;

/** The same id. @returns a UUID in the form that PostgreSQL prints */
export const idOf = (kind: string, n: number): string =>
  createHash('md5')
    .update(`${kind} ${n}`)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/**
 * Which lecture somebody opens. A few have most of the views: the first of 500 has an eighth of them,
 * the first fifty have nearly half.
 * @param chance 0 ≤ chance < 1 @returns its number
 */
export const lectureAt = (chance: number): number => 1 + Math.floor(LECTURES * chance ** 3);

/** SQL of the same. */
export const lectureSql = (chance: string) => `1 + floor(${LECTURES} * power(${chance}, 3))::int`;

/** SQL that makes an administrator, the one member of staff who manages all lectures, and these with courses. */
export const CATALOGUE = `
  insert into accounts (id, email, name, role, password_hash)
    values (${idSql('account', '1')}, 'staff@localhost', '직원', 'staff', '-'),
      (${idSql('account', '2')}, 'administrator@localhost', '관리자', 'administrator', '-');
  insert into courses (id, title, rule_id)
    select ${idSql('course', 'n')}, '협치 과정 ' || n, ${idSql('rule', 'n')}
    from generate_series(1, ${LECTURES / LECTURES_A_COURSE}) n;
  insert into completion_rules (id, course_id, version, share)
    select ${idSql('rule', 'n')}, ${idSql('course', 'n')}, 1, 0.9
    from generate_series(1, ${LECTURES / LECTURES_A_COURSE}) n;
  insert into lectures (id, created_by, course_id, course_order, title, visibility, published_at, created_at)
    select ${idSql('lecture', 'n')}, ${idSql('account', '1')}, ${idSql('course', `(1 + (n - 1) / ${LECTURES_A_COURSE})`)},
      1 + (n - 1) % ${LECTURES_A_COURSE}, '새로운 공공의 등장 ' || n, 'public',
      now() - interval '2 years', now() - interval '2 years'
    from generate_series(1, ${LECTURES}) n;
  insert into recordings (id, lecture_id, name, bytes, state, duration, probe, chunk_count, playable_at, ready_at)
    select gen_random_uuid(), ${idSql('lecture', 'n')}, 'lecture.mp4', 1, 'ready', ${DURATION}, '{}', 1, now(), now()
    from generate_series(1, ${LECTURES}) n;
  analyze`;
