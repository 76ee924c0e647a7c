/** The player within other sites' pages: who may show it, and who watches there. */
import { expect, test } from 'vitest';
import { cookieName, SESSION_COOKIE } from '../../server/accounts/sessions.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const US = 'https://lectures.example.org';
const ID = '00000000-0000-4000-8000-000000000000';

test('one page may stand within those of the sites that are named, and no other', async () => {
  const platform = await testApp({ EMBED_ORIGINS: 'https://www.example.org, http://localhost:8080/' });
  try {
    const resident = await platform.as(null);
    const headersOf = async (url: string) => (await resident('GET', url)).headers;
    const embedded = await headersOf(`/embed/${ID}`);
    expect(embedded['content-security-policy']).toContain(
      "frame-ancestors 'self' https://www.example.org http://localhost:8080",
    );
    // it knows no list of sites, and would forbid them
    expect(embedded['x-frame-options']).toBeUndefined();
    for (const url of [
      '/',
      `/lectures/${ID}`,
      '/embed',
      `/embed/${ID}/x`,
      '/sign-in?next=/embed/x',
      '/api/session',
    ]) {
      const headers = await headersOf(url);
      expect(headers['content-security-policy'], url).toMatch(/frame-ancestors 'self'(;|$)/);
      expect(headers['x-frame-options'], url).toBe('SAMEORIGIN');
    }
  } finally {
    await platform.close();
  }
});

test('without a setting nobody may show it', async () => {
  const platform = await testApp();
  try {
    const { headers } = await (await platform.as(null))('GET', `/embed/${ID}`);
    expect(headers['content-security-policy']).toMatch(/frame-ancestors 'self'(;|$)/);
    expect(headers['x-frame-options']).toBe('SAMEORIGIN');
  } finally {
    await platform.close();
  }
});

test('who watches there is known by a cookie of that page alone', async () => {
  const platform = await testApp({ MADANG_PUBLIC_URL: US });
  try {
    const staff = await platform.as('staff');
    staff.cookies[cookieName(US, SESSION_COOKIE)] = staff.cookies[SESSION_COOKIE] ?? '';
    const lectureId = await watchableLecture(platform.context, staff);
    const cookieFrom = async (referer: string) => {
      const reply = await (await platform.as(null))(
        'POST',
        '/api/playback-sessions',
        { lectureId },
        { referer },
      );
      expect(reply.status).toBe(201);
      return String(reply.headers['set-cookie']);
    };
    const within = await cookieFrom(`${US}/embed/${lectureId}`);
    for (const attribute of ['__Host-', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned'])
      expect(within).toContain(attribute);
    const own = await cookieFrom(`${US}/lectures/${lectureId}`);
    expect(own).toContain('SameSite=Lax');
    expect(own).not.toContain('Partitioned');
  } finally {
    await platform.close();
  }
});
