import type { Script } from '../script.ts';

export const onePageProposal: Script = {
  height: 720,
  accent: '#1769aa',
  deep: '#0d2f4f',
  voice: { name: 'ko+m1', pitch: 44, speed: 174 },
  figure: {
    hair: 'short',
    hairColour: '#4a4a4f',
    skin: '#e9bf9f',
    jacket: '#2f3e55',
    shirt: '#dbe9fb',
    glasses: false,
    wall: '#e4eaf0',
  },
  slides: [
    {
      chapter: { ko: '여는 말', en: 'Opening' },
      body: { kind: 'title', subtitle: '불편을 사업으로 바꾸는 다섯 칸' },
      speech: [
        { ko: '안녕하세요, 오늘은 제안서를 한 장으로 써 보겠습니다.' },
        { ko: '글솜씨보다 중요한 것은 현장을 본 눈입니다.' },
      ],
    },
    {
      chapter: { ko: '다섯 칸으로 쓰기', en: 'Five boxes' },
      body: {
        kind: 'steps',
        heading: '다섯 칸으로 씁니다',
        items: [
          { term: '문제', text: '무엇이 어떻게 불편한가' },
          { term: '대상', text: '누구에게 얼마나 이로운가' },
          { term: '방법', text: '어디에서 무엇을 하는가' },
          { term: '예산', text: '무엇에 얼마가 드는가' },
          { term: '효과', text: '무엇이 달라지는가' },
        ],
      },
      speech: [
        { ko: '문제와 대상, 방법과 예산, 효과를 차례로 적습니다.' },
        { ko: '한 칸에 두세 문장이면 넉넉합니다.' },
      ],
    },
    {
      chapter: { ko: '문제를 또렷하게', en: 'Stating the problem clearly' },
      body: {
        kind: 'compare',
        heading: '문제를 또렷하게',
        before: {
          label: '흐린 문장',
          items: ['골목이 너무 어둡습니다', '사람들이 불편해합니다', '빨리 고쳐 주세요'],
        },
        after: {
          label: '또렷한 문장',
          items: ['골목 80m에 등이 하나입니다', '학생 60명이 밤에 지납니다', '보안등 네 개를 제안합니다'],
        },
      },
      speech: [
        { ko: '골목이 어둡다는 말만으로는 검토하기 어렵습니다.' },
        { ko: '길이와 사람 수, 필요한 것을 숫자로 적어 보십시오.' },
      ],
    },
    {
      chapter: { ko: '예산을 어림하기', en: 'Estimating the cost' },
      body: {
        kind: 'table',
        heading: '예산을 어림하기',
        head: ['항목', '수량', '단가', '금액'],
        rows: [
          ['LED 보안등', '4개', '150만 원', '600만 원'],
          ['바닥 안내 표시', '2곳', '40만 원', '80만 원'],
          ['합계', '', '', '680만 원'],
        ],
        note: '예시 금액이며, 실제 단가는 담당 부서에 물어봅니다',
      },
      speech: [
        { ko: '예산은 수량에 단가를 곱해서 어림합니다.' },
        { ko: '이 예시에서는 모두 육백팔십만 원이 됩니다.' },
        { ko: '정확한 단가는 담당 부서가 검토하면서 다듬습니다.' },
      ],
    },
    {
      chapter: { ko: '받아들이기 어려운 제안', en: 'What cannot be accepted' },
      body: {
        kind: 'points',
        heading: '받아들이기 어려운 제안',
        items: [
          { term: '중복', text: '이미 하고 있거나 계획된 사업' },
          { term: '사익', text: '특정한 개인이나 단체만을 위한 사업' },
          { term: '위법', text: '법령이나 조례에 어긋나는 사업' },
        ],
      },
      speech: [
        { ko: '이미 하고 있는 사업은 아닌지 먼저 찾아봅니다.' },
        { ko: '특정한 사람만을 위한 사업도 받아들이기 어렵습니다.' },
      ],
    },
    {
      chapter: { ko: '내기 전에 점검하기', en: 'Before you submit' },
      body: {
        kind: 'checks',
        heading: '내기 전에 점검하기',
        items: [
          '낮과 밤의 현장 사진 두 장',
          '이웃 세 사람의 의견',
          '땅과 시설을 관리하는 곳 확인',
          '소리 내어 한 번 읽어 보기',
        ],
      },
      speech: [
        { ko: '내기 전에 현장 사진과 이웃의 의견을 덧붙이십시오.' },
        { ko: '소리 내어 읽으면 어색한 문장이 금방 보입니다.' },
      ],
    },
    {
      chapter: { ko: '맺는말', en: 'Closing' },
      body: { kind: 'closing', text: '좋은 제안은\n잘 본 하루에서 나옵니다' },
      speech: [{ ko: '좋은 제안은 잘 본 하루에서 나옵니다.' }, { ko: '여러분의 한 장을 기다리겠습니다.' }],
    },
  ],
};
