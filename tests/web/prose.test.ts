import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../web/ui/prose-blocks.ts';

const flat = (text: string) =>
  blocksOf(text).map(({ kind, lines }) => [
    kind,
    ...lines.map((line) => line.map(({ text, href }) => (href ? `[${href}]` : text)).join('')),
  ]);

describe('what administrators write', () => {
  it.each([
    ['', []],
    ['한 줄', [['paragraph', '한 줄']]],
    [
      '하나\n둘\r\n\r\n셋',
      [
        ['paragraph', '하나', '둘'],
        ['paragraph', '셋'],
      ],
    ],
    [
      '준비물\n- 신분증\n-  필기구\n끝',
      [
        ['paragraph', '준비물'],
        ['list', '신분증', '필기구'],
        ['paragraph', '끝'],
      ],
    ],
    ['-아님', [['paragraph', '-아님']]],
    ['신청: https://a.kr/x?y=1. 그리고', [['paragraph', '신청: [https://a.kr/x?y=1]. 그리고']]],
    ['(http://a.kr/b)', [['paragraph', '([http://a.kr/b])']]],
    ['https://a.kr에서', [['paragraph', '[https://a.kr에서]']]],
    ['javascript:alert(1) data:text/html,x', [['paragraph', 'javascript:alert(1) data:text/html,x']]],
    ['<b>글</b> <a href="https://a.kr">x</a>', [['paragraph', '<b>글</b> <a href="[https://a.kr]">x</a>']]],
  ])('%j', (text, blocks) => {
    expect(flat(text)).toEqual(blocks);
  });

  it('loses no letter of it', () => {
    const text = '가 https://a.kr, 나 http://b.kr/%EA! https://';
    expect(
      blocksOf(text)[0]
        ?.lines[0]?.map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
