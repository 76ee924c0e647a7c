import type { Script } from '../script.ts';

export const emergenceOfANewPublic: Script = {
  height: 1080,
  accent: '#256ef4',
  deep: '#0b2a5b',
  voice: { name: 'ko+f2', pitch: 46, speed: 176 },
  figure: {
    hair: 'bob',
    hairColour: '#2b2530',
    skin: '#f2cdb2',
    jacket: '#27406f',
    shirt: '#ffffff',
    glasses: false,
    wall: '#dfe8f5',
  },
  slides: [
    {
      chapter: { ko: '여는 말', en: 'Opening' },
      body: { kind: 'title', subtitle: '국가의 일에서, 우리 모두의 일로' },
      speech: [
        {
          ko: '안녕하세요, 경기도 협치학교입니다.',
          en: 'Hello, and welcome to the Gyeonggi Co-Governance School.',
        },
        {
          ko: '오늘은 새로운 공공이 무엇인지 함께 생각해 보겠습니다.',
          en: 'Today, let us think together about what the new public is.',
        },
      ],
    },
    {
      body: {
        kind: 'agenda',
        items: [
          '공공은 누구의 것인가',
          '혼자서는 풀 수 없는 문제',
          '협치, 함께 다스리는 일',
          '공유지가 알려 준 것',
          '참여의 깊이와 신뢰',
          '내일 할 수 있는 일',
        ],
      },
      speech: [
        {
          ko: '먼저 공공의 뜻을 묻고, 왜 달라졌는지 살펴봅니다.',
          en: 'First we ask what “public” means, and why it has changed.',
        },
        {
          ko: '이어서 협치와 공유지, 참여와 신뢰를 이야기하겠습니다.',
          en: 'Then we turn to co-governance and the commons, to participation and trust.',
        },
      ],
    },
    {
      chapter: { ko: '공공은 누구의 것인가', en: 'Whose is the public?' },
      body: {
        kind: 'compare',
        heading: '공공은 누구의 것인가',
        before: {
          label: '예전의 공공',
          items: ['행정이 결정합니다', '주민은 서비스를 받습니다', '빠른 집행이 기준입니다'],
        },
        after: {
          label: '새로운 공공',
          items: ['여럿이 함께 정합니다', '주민도 함께 만듭니다', '과정의 신뢰가 기준입니다'],
        },
      },
      speech: [
        {
          ko: '오랫동안 공공은 국가가 하는 일이라고 여겼습니다.',
          en: 'For a long time, the public was thought to be the work of the state.',
        },
        {
          ko: '이제 주민은 서비스를 받기만 하는 사람이 아닙니다.',
          en: 'Residents are no longer only people who receive services.',
        },
        { ko: '공공을 함께 만드는 사람입니다.', en: 'They are people who make the public together.' },
      ],
    },
    {
      chapter: { ko: '혼자서는 풀 수 없는 문제', en: 'Problems no one solves alone' },
      body: {
        kind: 'points',
        heading: '혼자서는 풀 수 없는 문제',
        items: [
          { term: '돌봄', text: '가족도 시설도 홀로 감당하기 어렵습니다' },
          { term: '기후', text: '제도와 생활이 함께 바뀌어야 합니다' },
          { term: '고립', text: '가까운 이웃이 가장 먼저 알아차립니다' },
        ],
      },
      speech: [
        {
          ko: '돌봄과 기후, 고립 같은 문제를 떠올려 보십시오.',
          en: 'Think of care, of the climate, of people living in isolation.',
        },
        {
          ko: '예산과 법만으로는 풀리지 않습니다.',
          en: 'Budgets and laws alone do not solve them.',
        },
      ],
    },
    {
      chapter: { ko: '협치, 함께 다스리는 일', en: 'Co-governance: governing together' },
      body: {
        kind: 'actors',
        heading: '협치, 함께 다스리는 일',
        actors: [
          { term: '주민', text: '생활의 경험' },
          { term: '시민사회', text: '꾸준한 실천' },
          { term: '공공기관', text: '권한과 책임' },
        ],
        centre: '협치',
      },
      speech: [
        {
          ko: '협치는 주민과 시민사회, 공공기관이 함께 다스리는 일입니다.',
          en: 'Co-governance is residents, civic groups and public institutions governing together.',
        },
        {
          ko: '생활의 경험과 꾸준한 실천, 권한과 책임이 만나는 자리입니다.',
          en: 'It is where lived experience, steady practice, authority and duty meet.',
        },
      ],
    },
    {
      chapter: { ko: '공유지가 알려 준 것', en: 'What the commons taught us' },
      body: {
        kind: 'statement',
        text: '함께 쓰는 것은\n함께 지킬 수 있습니다',
        source: '엘리너 오스트롬, 2009년 노벨경제학상 수상자의 연구에서',
      },
      speech: [
        {
          ko: '엘리너 오스트롬은 마을이 숲과 물을 지켜 온 사례를 연구했습니다.',
          en: 'Elinor Ostrom studied how villages have looked after their forests and water.',
        },
        {
          ko: '스스로 규칙을 만들고 지키면, 함께 쓰는 것도 오래갑니다.',
          en: 'When people make and keep their own rules, what they share can last.',
        },
      ],
    },
    {
      body: {
        kind: 'points',
        heading: '오래가는 공유지의 약속',
        items: [
          { term: '경계', text: '누가 함께 쓰는지 분명히 합니다' },
          { term: '규칙', text: '쓰는 사람들이 정하고 고칩니다' },
          { term: '살핌', text: '서로 살피고 다툼은 가까이에서 풉니다' },
        ],
        note: 'Elinor Ostrom, Governing the Commons (1990)의 설계 원리 가운데 셋',
      },
      speech: [
        {
          ko: '누가 함께 쓰는지 분명히 하고, 쓰는 사람이 규칙을 정합니다.',
          en: 'Be clear about who shares it, and let those who use it set the rules.',
        },
        {
          ko: '마을의 도서관과 텃밭도 우리의 공유지입니다.',
          en: 'The village library and the allotment are our commons, too.',
        },
      ],
    },
    {
      chapter: { ko: '참여의 깊이', en: 'How deep participation goes' },
      body: {
        kind: 'ladder',
        heading: '참여의 깊이',
        items: ['알리기', '의견 듣기', '함께 논의하기', '함께 결정하기', '함께 실행하기'],
        note: '어디까지 함께할지 시작할 때 약속합니다',
      },
      speech: [
        {
          ko: '참여는 알리고 듣는 데서 함께 결정하고 실행하는 데까지 나아갑니다.',
          en: 'Participation goes from informing and listening to deciding and doing together.',
        },
        {
          ko: '어디까지 함께할지는 시작할 때 약속해야 합니다.',
          en: 'How far we go together must be agreed at the start.',
        },
      ],
    },
    {
      chapter: { ko: '신뢰는 어떻게 쌓이나', en: 'How trust is built' },
      body: {
        kind: 'cycle',
        heading: '신뢰는 어떻게 쌓이나',
        centre: '신뢰',
        items: ['공개합니다', '듣습니다', '답합니다', '기록합니다'],
      },
      speech: [
        {
          ko: '공개하고, 듣고, 답하고, 기록하면 신뢰가 쌓입니다.',
          en: 'Trust grows when we are open, listen, answer and keep a record.',
        },
        {
          ko: '반영하지 못한 의견에도 그 이유를 답해야 합니다.',
          en: 'Even a view that could not be adopted deserves an answer that says why.',
        },
      ],
    },
    {
      chapter: { ko: '내일 할 수 있는 일', en: 'What you can do tomorrow' },
      body: {
        kind: 'checks',
        heading: '내일 할 수 있는 일',
        items: [
          '주민자치회 회의 일정을 찾아 방청합니다',
          '불편한 일 하나를 제안으로 적어 봅니다',
          '이웃 두 사람과 그 이야기를 나눕니다',
        ],
      },
      speech: [
        {
          ko: '내일 할 수 있는 일 세 가지를 권합니다.',
          en: 'Here are three things you can do tomorrow.',
        },
        {
          ko: '주민자치회 회의에 가 보고, 불편한 일 하나를 제안으로 적어 봅니다.',
          en: 'Sit in on a residents’ council, and write one everyday problem as a proposal.',
        },
        {
          ko: '그리고 이웃 두 사람과 그 이야기를 나눠 보십시오.',
          en: 'And talk it over with two of your neighbours.',
        },
      ],
    },
    {
      chapter: { ko: '맺는말', en: 'Closing' },
      body: { kind: 'closing', text: '공공은 주어지는 것이 아니라\n함께 만드는 것입니다' },
      speech: [
        {
          ko: '공공은 주어지는 것이 아니라, 함께 만드는 것입니다.',
          en: 'The public is not something given; it is something we make together.',
        },
        { ko: '들어 주셔서 고맙습니다.', en: 'Thank you for listening.' },
      ],
    },
  ],
};
