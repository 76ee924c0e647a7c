import type { Script } from '../script.ts';

export const aYearOfParticipatoryBudgeting: Script = {
  height: 720,
  accent: '#0a7a8f',
  deep: '#083b4c',
  voice: { name: 'ko+f3', pitch: 42, speed: 174 },
  figure: {
    hair: 'tied',
    hairColour: '#3a2a24',
    skin: '#f4d2ba',
    jacket: '#0f6573',
    shirt: '#fff7ec',
    glasses: false,
    wall: '#e2eeee',
  },
  slides: [
    {
      chapter: { ko: '여는 말', en: 'Opening' },
      body: { kind: 'title', subtitle: '제안에서 결산까지, 주민이 함께하는 열두 달' },
      speech: [
        { ko: '안녕하세요, 주민참여예산 사전교육을 시작하겠습니다.' },
        { ko: '오늘은 제안 하나가 예산이 되는 한 해를 따라가 봅니다.' },
      ],
    },
    {
      chapter: { ko: '주민참여예산이란', en: 'What participatory budgeting is' },
      body: {
        kind: 'points',
        heading: '주민참여예산이란',
        items: [
          { term: '근거', text: '「지방재정법」 제39조와 지역의 조례' },
          { term: '범위', text: '편성에서 결산까지 예산의 모든 과정' },
          { term: '시행', text: '2011년부터 모든 지방자치단체가 의무 시행' },
        ],
      },
      speech: [
        {
          ko: '주민참여예산은 지방재정법 제39조에 따른 제도입니다.',
          say: '주민참여예산은 지방재정법 제 삼십구조에 따른 제도입니다.',
        },
        {
          ko: '2011년부터 모든 지방자치단체가 시행하고 있습니다.',
          say: '이천십일년부터 모든 지방자치단체가 시행하고 있습니다.',
        },
      ],
    },
    {
      chapter: { ko: '한 해의 흐름', en: 'The yearly cycle' },
      body: {
        kind: 'table',
        heading: '한 해의 흐름',
        head: ['시기', '하는 일', '함께하는 사람'],
        rows: [
          ['2~4월', '주민 제안 접수', '모든 주민'],
          ['5~6월', '부서 검토', '담당 부서'],
          ['7~8월', '심사와 주민 투표', '참여예산위원회'],
          ['9~11월', '예산안 편성', '예산 부서'],
          ['11~12월', '심의와 의결', '지방의회'],
        ],
        note: '일정은 시·군마다 다를 수 있습니다',
      },
      speech: [
        { ko: '봄에 제안을 받고, 여름에 검토하고 심사합니다.' },
        { ko: '가을에 예산안을 짜고, 십이월에 의회가 의결합니다.' },
        { ko: '일정은 시군마다 다르니 누리집 공고를 확인해 주십시오.' },
      ],
    },
    {
      chapter: { ko: '세 주체의 몫', en: 'Who does what' },
      body: {
        kind: 'actors',
        heading: '세 주체의 몫',
        actors: [
          { term: '주민', text: '제안과 투표' },
          { term: '위원회', text: '심사와 조정' },
          { term: '행정·의회', text: '편성과 의결' },
        ],
        centre: '예산',
      },
      speech: [
        { ko: '주민은 제안하고, 참여예산위원회는 심사하고 조정합니다.' },
        { ko: '행정은 예산안을 편성하고, 의회가 의결합니다.' },
      ],
    },
    {
      chapter: { ko: '제안이 사업이 되기까지', en: 'From proposal to project' },
      body: {
        kind: 'bars',
        heading: '제안이 사업이 되기까지',
        unit: '건',
        bars: [
          { label: '접수', value: 120 },
          { label: '부서 검토 통과', value: 64 },
          { label: '위원회 심사 통과', value: 28 },
          { label: '주민 투표로 선정', value: 15 },
        ],
        note: '이해를 돕기 위한 예시 수치입니다',
      },
      speech: [
        { ko: '예를 들어 백이십 건이 들어오면 열다섯 건쯤 사업이 됩니다.' },
        { ko: '되지 않은 제안에도 검토 결과를 알려 드립니다.' },
      ],
    },
    {
      chapter: { ko: '심사하는 눈', en: 'How proposals are judged' },
      body: {
        kind: 'points',
        heading: '심사하는 눈',
        items: [
          { term: '공익성', text: '여러 사람에게 이로운가' },
          { term: '가능성', text: '한 해 안에 마칠 수 있는가' },
          { term: '형평성', text: '빠지는 이웃과 지역은 없는가' },
        ],
      },
      speech: [
        { ko: '심사할 때는 공익성과 실현 가능성, 형평성을 봅니다.' },
        { ko: '빠지는 이웃은 없는지 한 번 더 살펴 주십시오.' },
      ],
    },
    {
      chapter: { ko: '맺는말', en: 'Closing' },
      body: { kind: 'closing', text: '예산은 숫자로 쓴\n우리 동네의 약속입니다' },
      speech: [
        { ko: '예산은 숫자로 쓴 우리 동네의 약속입니다.' },
        { ko: '다음 시간에는 제안서를 직접 써 보겠습니다.' },
      ],
    },
  ],
};
