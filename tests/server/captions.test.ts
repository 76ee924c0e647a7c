import { afterAll, describe, expect, test } from 'vitest';
import { decodeCaptions, toWebVtt } from '../../server/captions/file.ts';
import { editedText, storedText, withoutForeignMarks } from '../../server/captions/markup.ts';
import { plainText } from '../../server/captions/sentences.ts';
import { parseCues } from '../../web/player/vtt.ts';
import { testApp } from '../support/app.ts';
import { watchableLecture } from '../support/lectures.ts';

const SRT =
  '1\r\n00:00:01,000 --> 00:00:02,500\r\n<font color="red">협치</font>란 <i>무엇</i>인가\r\n\r\n2\r\n00:01:00,5 --> 00:01:02,000\r\n두 번째\r\n';
const VTT =
  'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n협치란 <i>무엇</i>인가\n\n00:01:00.500 --> 00:01:02.000\n두 번째\n';
/** 한국 in EUC-KR */
const EUC_KR = Buffer.from([0xc7, 0xd1, 0xb1, 0xb9]);

describe('caption files', () => {
  test('SRT becomes WebVTT, and WebVTT stays itself', () => {
    expect(toWebVtt(SRT)).toBe(VTT);
    expect(toWebVtt(VTT)).toBe(VTT);
  });

  test('where SRT places its words is not read out with them', () => {
    const placed = SRT.replace('<font', '{\\an8}{\\pos(192,30)}<font').replace('두 번째', '두 {번째}');
    expect(toWebVtt(placed)).toBe(VTT.replace('두 번째', '두 {번째}'));
  });

  test.each([
    ['3 < 5 입니다', '3 &lt; 5 입니다', '3 < 5 입니다'],
    ['<우리>의 R&D', '&lt;우리>의 R&amp;D', '<우리>의 R&D'],
    ['<Enter>를 누르고 a<b', '&lt;Enter>를 누르고 a&lt;b', '<Enter>를 누르고 a<b'],
    ['<i>무엇</i>은 <v 강사>x < y</v>', '<i>무엇</i>은 <v 강사>x &lt; y</v>', '무엇은 x < y'],
    [
      '<c.y>노랑</c> & <ruby>漢<rt>한</rt></ruby>',
      '<c.y>노랑</c> &amp; <ruby>漢<rt>한</rt></ruby>',
      '노랑 & 漢한',
    ],
    ['&lt;i> 는 기울임', '&lt;i> 는 기울임', '<i> 는 기울임'],
    ['&amp;lt; 라고 씁니다', '&amp;lt; 라고 씁니다', '&lt; 라고 씁니다'],
    ['끝에 <', '끝에 &lt;', '끝에 <'],
    ['<i', '&lt;i', '<i'],
    ['<a>와 <br>을 씁니다 {\\an8}', '&lt;a>와 &lt;br>을 씁니다 {\\an8}', '<a>와 <br>을 씁니다 {\\an8}'],
    ['<font color="red">과 <0:05>', '&lt;font color="red">과 &lt;0:05>', '<font color="red">과 <0:05>'],
  ])('%j is kept as WebVTT, and read and edited as it was written', (written, kept, read) => {
    const stored = storedText(written);
    expect(stored).toBe(kept);
    expect(plainText(stored)).toBe(read);
    expect(parseCues(`WEBVTT\n\n00:01.000 --> 00:02.000\n${stored}`)[0]?.text).toBe(read);
    expect(editedText(stored)).toBe(written);
    expect(storedText(stored)).toBe(stored);
  });

  test.each([
    ['<font color="red">협치</font><BR/>란', '협치\n란'],
    ['<P Class=KRCC>말<00:00:01.000>씀', '말씀'],
    ['<span style="x">a</span> <b>b</b>', 'a <b>b</b>'],
  ])('marks of other formats go from a file: %j', (written, kept) => {
    expect(storedText(withoutForeignMarks(written))).toBe(kept);
  });

  test.each(['<b ', '<1:..', '&lt;b ', '<font '])('a file full of %j is looked through once', (piece) => {
    const stored = storedText(withoutForeignMarks(piece.repeat(200_000)));
    expect(storedText(editedText(stored))).toBe(stored);
  });

  test('headers, notes, identifiers, settings and hours left out are understood', () => {
    const source =
      '\uFEFFWEBVTT - title\nKind: captions\n\nNOTE a note\n\nintro\n01:02.000 --> 01:03.000 line:0\nhi\n';
    expect(toWebVtt(source)).toBe('WEBVTT\n\n00:01:02.000 --> 00:01:03.000\nhi\n');
  });

  test('Korean encodings are told apart', () => {
    expect(decodeCaptions(EUC_KR)).toBe('한국');
    expect(decodeCaptions(Buffer.from('한국'))).toBe('한국');
    expect(decodeCaptions(Buffer.from('\uFEFF한국', 'utf16le'))).toBe('한국');
  });

  test.each([
    ['', 'cues'],
    ['WEBVTT\n\nNOTE nothing\n', 'cues'],
    ['WEBVTT\n\nhello\n', 'line 3'],
    ['WEBVTT\n\n00:00:02.000 --> 00:00:01.000\nbackwards\n', 'line 3'],
    ['1\n00:00:01,000 -> 00:00:02,000\narrow\n', 'line 2'],
    ['WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nfine\n\n1\n00:00:03.000 --> x\n', 'line 7'],
    ['1\n00:00:01,000 --> soon\nend\n', 'line 2'],
  ])('%j is refused at %s', (source, line) => {
    expect(() => toWebVtt(source)).toThrow(
      expect.objectContaining({
        code: 'caption_invalid',
        details: [expect.objectContaining({ field: line })],
      }),
    );
  });
});

describe('captions and chapters of a lecture', async () => {
  const platform = await testApp();
  afterAll(platform.close);
  const staff = await platform.as('staff');
  const resident = await platform.as(null);
  const id = await watchableLecture(platform.context, staff);

  test('staff put them, everyone reads them', async () => {
    const type = { 'content-type': 'application/x-subrip' };
    expect((await resident('PUT', `/api/lectures/${id}/captions/ko`, SRT, type)).status).toBe(401);
    expect((await staff('PUT', `/api/lectures/${id}/captions/ko`, SRT, type)).status).toBe(204);
    const track = await resident('GET', `/api/lectures/${id}/captions/ko`);
    expect(track.headers['content-type']).toBe('text/vtt; charset=utf-8');
    expect(track.text).toBe(VTT);
    expect((await resident('GET', `/api/lectures/${id}/playback`)).body.captions).toHaveLength(1);
    expect((await staff('DELETE', `/api/lectures/${id}/captions/ko`)).status).toBe(204);
    expect((await resident('GET', `/api/lectures/${id}/captions/ko`)).status).toBe(404);
  });

  test('cues that begin when the recording has ended are counted', async () => {
    const file = [99, 100, 100.5, 200].map(
      (at, nth) => `${nth}\n00:0${Math.floor(at / 60)}:${(at % 60).toFixed(3)} --> 00:09:00.000\n말\n`,
    );
    const type = { 'content-type': 'application/x-subrip' };
    expect((await staff('PUT', `/api/lectures/${id}/captions/en`, file.join('\n'), type)).status).toBe(204);
    const { items } = (await staff('GET', `/api/lectures/${id}/captions`)).body;
    const tracks = items.flatMap(({ track }: { track: unknown }) => track ?? []);
    expect(tracks).toEqual([{ updatedAt: expect.any(String), beyond: 3 }]);
    await staff('DELETE', `/api/lectures/${id}/captions/en`);
  });

  test('too large a file is refused', async () => {
    const type = { 'content-type': 'text/vtt' };
    const reply = await staff(
      'PUT',
      `/api/lectures/${id}/captions/ko`,
      Buffer.alloc(6 * 1024 ** 2, 32),
      type,
    );
    expect(reply.status).toBe(413);
  });

  test('chapters are kept in order of time', async () => {
    const items = [
      { start: 30, title: '둘', titleEn: 'Two' },
      { start: 0, title: '하나', titleEn: 'One' },
    ];
    expect(
      (await staff('PUT', `/api/lectures/${id}/chapters`, { items })).body.items.map(
        (c: { title: string }) => c.title,
      ),
    ).toEqual(['하나', '둘']);
    expect((await staff('PUT', `/api/lectures/${id}/chapters`, { items: [items[0], items[0]] })).status).toBe(
      400,
    );
    expect((await resident('GET', `/api/lectures/${id}/playback`)).body.chapters).toHaveLength(2);
  });
});
