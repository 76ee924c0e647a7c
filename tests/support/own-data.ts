/** Somebody who did all that one can do here, for tests of what is kept of them. */
import type { testApp } from './app.ts';
import { courseOf, watchAll } from './certified.ts';
import { signUp } from './links.ts';

type Platform = Awaited<ReturnType<typeof testApp>>;

const QUESTION = { kind: 'scale', text: '도움이 되었나요?', textEn: '', required: true, options: [] };

/** A resident of a new course, with a note, a certificate and an answer to its survey. @returns what signs them in */
export async function testLearner(platform: Platform): Promise<{ email: string; password: string }> {
  const staff = await platform.as('staff');
  const { courseId, lectureIds } = await courseOf(platform, staff, '협치 입문', ['첫째', '둘째']);
  await staff('PUT', `/api/courses/${courseId}/survey`, { questions: [QUESTION], from: 0 });
  const browser = await platform.as(null);
  const account = { email: 'hong@example.org', password: '마당에서 만나요' };
  await signUp(platform.context, browser, { ...account, name: '홍길동', region: 'suwon' });
  await watchAll(platform, browser, lectureIds);
  await browser('POST', `/api/lectures/${lectureIds[0]}/notes`, { at: 12, text: '다시 볼 곳' });
  await browser('POST', '/api/certificates', { courseId });
  const { id: surveyId } = (await browser('GET', `/api/courses/${courseId}/survey`)).body;
  await browser('POST', `/api/courses/${courseId}/survey/responses`, { surveyId, answers: [5] });
  return account;
}
