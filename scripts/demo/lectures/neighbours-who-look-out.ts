import type { Script } from '../script.ts';

export const neighboursWhoLookOut: Script = {
  height: 720,
  accent: '#4a5bd4',
  deep: '#232b63',
  voice: { name: 'ko+f4', pitch: 36, speed: 172 },
  figure: {
    hair: 'bob',
    hairColour: '#6b625e',
    skin: '#f0c9ae',
    jacket: '#6a4a72',
    shirt: '#fbf3f7',
    glasses: true,
    wall: '#e9e6f3',
  },
  slides: [
    {
      chapter: { ko: '여는 말', en: 'Opening' },
      body: { kind: 'title', subtitle: '지역사회보장협의체와 도민의 협치' },
      speech: [
        { ko: '안녕하세요, 지역사회보장협의체 교육에 오신 여러분 반갑습니다.' },
        { ko: '이웃을 살피는 일은 혼자보다 여럿이 잘합니다.' },
      ],
    },
    {
      chapter: { ko: '협의체가 하는 일', en: 'What the council does' },
      body: {
        kind: 'points',
        heading: '협의체가 하는 일',
        items: [
          { term: '근거', text: '「사회보장급여법」 제41조' },
          { term: '계획', text: '4년마다 세우는 지역사회보장계획을 심의·자문' },
          { term: '연계', text: '흩어진 기관과 서비스를 이웃에게 잇기' },
        ],
      },
      speech: [
        { ko: '협의체는 사회보장급여법에 따라 시군마다 있습니다.' },
        { ko: '지역사회보장계획을 심의하고, 서비스를 이웃에게 잇습니다.' },
      ],
    },
    {
      chapter: { ko: '협의체의 세 층', en: 'The three levels' },
      body: {
        kind: 'layers',
        heading: '협의체의 세 층',
        items: [
          { term: '대표협의체', text: '계획을 심의하고 자문합니다' },
          { term: '실무협의체', text: '기관을 잇고 안건을 다듬습니다' },
          { term: '읍·면·동 협의체', text: '이웃을 찾고 돕습니다' },
        ],
        note: '위로는 현장의 목소리를, 아래로는 자원을 보냅니다',
      },
      speech: [
        { ko: '대표협의체와 실무협의체, 읍면동 협의체가 이어져 있습니다.' },
        { ko: '현장의 목소리는 위로, 자원은 아래로 흘러야 합니다.' },
      ],
    },
    {
      chapter: { ko: '놓치기 쉬운 신호', en: 'Signs that are easy to miss' },
      body: {
        kind: 'table',
        heading: '놓치기 쉬운 신호',
        head: ['보이는 신호', '먼저 할 일'],
        rows: [
          ['우편물이 여러 날 쌓입니다', '안부를 먼저 묻습니다'],
          ['요금 고지서가 밀려 있습니다', '행정복지센터에 알립니다'],
          ['갑자기 모습이 보이지 않습니다', '두 사람이 함께 찾아갑니다'],
        ],
        note: '위급할 때는 119, 복지 상담은 보건복지상담센터 129',
      },
      speech: [
        { ko: '쌓인 우편물과 밀린 고지서는 작은 신호입니다.' },
        { ko: '안부를 먼저 묻고, 행정복지센터에 알려 주십시오.' },
        {
          ko: '위급할 때는 119, 복지 상담은 129입니다.',
          say: '위급할 때는 일일구, 복지 상담은 일이구입니다.',
        },
      ],
    },
    {
      chapter: { ko: '발견에서 지원까지', en: 'From noticing to supporting' },
      body: {
        kind: 'cycle',
        heading: '발견에서 지원까지',
        centre: '이웃',
        items: ['발견합니다', '연결합니다', '함께 돕습니다', '다시 살핍니다'],
      },
      speech: [
        { ko: '발견하고 연결하고, 함께 돕고 다시 살핍니다.' },
        { ko: '한 번의 도움으로 끝내지 않는 것이 중요합니다.' },
      ],
    },
    {
      chapter: { ko: '위원의 약속', en: 'What members promise' },
      body: {
        kind: 'points',
        heading: '위원의 약속',
        items: [
          { term: '동의', text: '본인의 뜻을 먼저 묻습니다' },
          { term: '비밀', text: '알게 된 사정을 밖에 말하지 않습니다' },
          { term: '존중', text: '돕는 대상이 아니라 이웃으로 만납니다' },
        ],
      },
      speech: [
        { ko: '본인의 뜻을 먼저 묻고, 알게 된 사정은 지켜 줍니다.' },
        { ko: '우리는 돕는 대상이 아니라 이웃을 만납니다.' },
      ],
    },
    {
      chapter: { ko: '맺는말', en: 'Closing' },
      body: { kind: 'closing', text: '가까운 눈길이\n가장 든든한 복지입니다' },
      speech: [{ ko: '가까운 눈길이 가장 든든한 복지입니다.' }, { ko: '늘 애써 주셔서 고맙습니다.' }],
    },
  ],
};
