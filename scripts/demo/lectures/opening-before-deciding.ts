import type { Script } from '../script.ts';

export const openingBeforeDeciding: Script = {
  height: 720,
  accent: '#2f6fd0',
  deep: '#14263f',
  voice: { name: 'ko+m7', pitch: 32, speed: 172 },
  figure: {
    hair: 'short',
    hairColour: '#1f1f23',
    skin: '#edc5a6',
    jacket: '#1d2c47',
    shirt: '#ffffff',
    glasses: true,
    wall: '#dde3ea',
  },
  slides: [
    {
      chapter: { ko: '여는 말', en: 'Opening' },
      body: { kind: 'title', subtitle: '기획에서 회신까지, 공직자의 협치' },
      speech: [
        { ko: '안녕하십니까, 공직자 협치교육을 시작하겠습니다.' },
        { ko: '오늘의 주제는 결정하기 전에 여는 행정입니다.' },
      ],
    },
    {
      chapter: { ko: '왜 먼저 여는가', en: 'Why open up first' },
      body: {
        kind: 'compare',
        heading: '왜 먼저 여는가',
        before: {
          label: '결정 뒤의 설명회',
          items: ['바꿀 수 있는 것이 적습니다', '찬반으로 갈립니다', '민원이 뒤에 몰립니다'],
        },
        after: {
          label: '결정 전의 협의',
          items: ['고를 길이 남아 있습니다', '까닭을 나눕니다', '걱정을 미리 풉니다'],
        },
      },
      speech: [
        { ko: '결정한 뒤의 설명회에서는 바꿀 수 있는 것이 적습니다.' },
        { ko: '먼저 열면 고를 수 있는 길이 아직 남아 있습니다.' },
      ],
    },
    {
      chapter: { ko: '참여의 수준 정하기', en: 'Choosing the level of participation' },
      body: {
        kind: 'ladder',
        heading: '참여의 수준 정하기',
        items: ['정보 제공', '의견 수렴', '협의', '공동 결정'],
        note: '어느 수준인지 첫 회의에서 밝힙니다',
      },
      speech: [
        { ko: '정보 제공과 의견 수렴, 협의와 공동 결정은 서로 다릅니다.' },
        { ko: '어느 수준인지 첫 회의에서 분명히 밝혀 주십시오.' },
      ],
    },
    {
      chapter: { ko: '단계마다 남길 것', en: 'What to record at each stage' },
      body: {
        kind: 'table',
        heading: '단계마다 남길 것',
        head: ['단계', '함께할 일', '남길 기록'],
        rows: [
          ['기획', '이해관계자 찾기', '참여 대상 목록'],
          ['논의', '쟁점과 자료 공개', '회의록과 자료'],
          ['결정', '반영 여부 정하기', '결정과 그 이유'],
          ['이행', '진행 상황 알리기', '일정과 담당자'],
        ],
      },
      speech: [
        { ko: '기획 단계에서는 빠진 이해관계자가 없는지 찾습니다.' },
        { ko: '논의할 때는 쟁점과 자료를 같은 날 모두에게 공개합니다.' },
        { ko: '결정과 그 이유는 꼭 기록으로 남깁니다.' },
      ],
    },
    {
      chapter: { ko: '두 시간 회의 짜기', en: 'Planning a two-hour meeting' },
      body: {
        kind: 'bars',
        heading: '두 시간 회의의 시간 나누기',
        unit: '분',
        bars: [
          { label: '설명', value: 20 },
          { label: '질문과 답', value: 20 },
          { label: '모둠 논의', value: 50 },
          { label: '정리와 약속', value: 30 },
        ],
        note: '모두 120분, 협치 회의를 위한 권장 예시',
      },
      speech: [
        { ko: '설명은 이십 분이면 충분합니다.' },
        { ko: '가장 긴 시간은 모둠 논의에 쓰고, 약속으로 마무리합니다.' },
      ],
    },
    {
      chapter: { ko: '회신의 세 원칙', en: 'Three rules for replying' },
      body: {
        kind: 'points',
        heading: '회신의 세 원칙',
        items: [
          { term: '빠르게', text: '두 주 안에 첫 회신을 보냅니다' },
          { term: '빠짐없이', text: '반영하지 못한 의견에도 답합니다' },
          { term: '이유와 함께', text: '근거와 다음 절차를 적습니다' },
        ],
      },
      speech: [
        { ko: '회신은 빠르게, 빠짐없이, 이유와 함께 보냅니다.' },
        { ko: '답을 받은 주민은 다음 회의에도 다시 옵니다.' },
      ],
    },
    {
      chapter: { ko: '맺는말', en: 'Closing' },
      body: { kind: 'closing', text: '먼저 여는 행정이\n더 멀리 갑니다' },
      speech: [{ ko: '먼저 여는 행정이 더 멀리 갑니다.' }, { ko: '경청해 주셔서 감사합니다.' }],
    },
  ],
};
