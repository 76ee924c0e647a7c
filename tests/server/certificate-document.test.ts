/** The certificate as a document: read back as a reader of PDF reads it. */
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { expect, test } from 'vitest';
import { certificatePdf } from '../../server/certificates/document.ts';
import type { Certificate } from '../../server/contract/certificates.ts';

const SITE = 'https://lectures.example.org';
const hong: Certificate = {
  ...{ number: '2026-000123', code: 'K7M2Q-9XTRD', courseId: '-', ruleVersion: 1, name: '홍길동' },
  ...{ courseTitle: '협치 입문', courseTitleEn: '', firstDay: '2026-11-02', lastDay: '2026-11-24' },
  ...{
    seconds: 3905,
    institution: '경기도 협치학교',
    issuer: '경기도 협치학교',
    issuedAt: '2026-11-24T15:00:00.000Z',
  },
  ...{ revokedAt: null, revokedReason: null },
};

async function opened(change: Partial<Certificate> = {}) {
  const data = new Uint8Array(await certificatePdf({ ...hong, ...change }, SITE));
  const pdf = await getDocument({ data, verbosity: 0 }).promise;
  const page = await pdf.getPage(1);
  const items = (await page.getTextContent()).items.flatMap((item) => ('str' in item ? [item] : []));
  return { pdf, page, items, text: items.map(({ str }) => str).join('') };
}

test('is one tagged sheet of A4 in Korean with all that was issued', async () => {
  const { pdf, page, items } = await opened();
  expect(pdf.numPages).toBe(1);
  expect(page.view.map(Math.round)).toEqual([0, 0, 595, 842]);
  expect(items.map(({ str }) => str.trim()).filter(Boolean)).toEqual([
    ...['제 2026-000123 호', '이 수 증', '성명', '홍길동', '과정명', '협치 입문'],
    ...['교육기간', '2026. 11. 2. ~ 2026. 11. 24.', '교육시간', '1시간 5분'],
    ...['위 사람은 경기도 협치학교 온라인 과정을', '이수하였으므로 이 증서를 드립니다.'],
    ...['2026. 11. 25.', '경기도 협치학교', '진위 확인', `${SITE}/certificates`],
    '번호 2026-000123 · 확인코드 K7M2Q-9XTRD',
  ]);
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: '이수증 제 2026-000123 호', Language: 'ko-KR' });
  const tree = JSON.stringify(await page.getStructTree());
  for (const role of ['Document', 'H1', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure'])
    expect(tree).toContain(`"role":"${role}"`);
  expect(tree).toContain(`${SITE}/certificates/2026-000123?code=K7M2Q-9XTRD`);
});

test('names the institution whose course it was', async () => {
  const { text } = await opened({ institution: '수원시 시민대학', issuer: '수원시장' });
  expect(text).toContain('위 사람은 수원시 시민대학 온라인 과정을');
  expect(text).not.toContain('협치학교');
});

test('prints Hanja and accents, and shows a letter that no font has as missing', async () => {
  expect((await opened({ name: '洪吉童 José 쀍 😀' })).text).toContain('洪吉童 José 쀍 〓');
});

test('has room for whatever may be in it: nothing leaves the sheet, and no line lies on another', async () => {
  const { pdf, items, text } = await opened({
    name: '가나다라마바사아자차카타파하'.repeat(8).slice(0, 100),
    courseTitle: '지역사회보장협의체 위원과 주민참여예산위원이 함께 배우는 협치의 실제 '
      .repeat(6)
      .slice(0, 200),
    issuer: '경기도 지역사회보장협의체 협치 사무국',
  });
  expect(pdf.numPages).toBe(1);
  expect(text).toContain('이 증서를 드립니다.');
  const shown = items.filter(({ str }) => str.trim() !== '');
  for (const { str, transform, width } of shown)
    expect(transform[4] + width, str).toBeLessThanOrEqual(595 - 80);
  // baselines from top to bottom: those of one line are equal, others a line apart
  const lines = [...new Set(shown.map(({ transform }) => Math.round(transform[5])))].sort((a, b) => b - a);
  const gaps = lines.slice(1).map((line, nth) => (lines[nth] ?? 0) - line);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(12);
});
