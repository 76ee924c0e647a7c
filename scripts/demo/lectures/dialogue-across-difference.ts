import type { Script } from '../script.ts';

export const dialogueAcrossDifference: Script = {
  height: 720,
  accent: '#0b78b0',
  deep: '#0a3350',
  voice: { name: 'ko+m3', pitch: 38, speed: 172 },
  figure: {
    hair: 'short',
    hairColour: '#26221f',
    skin: '#ecc3a4',
    jacket: '#5b6f6a',
    shirt: '#f4efe4',
    glasses: true,
    wall: '#efe6d8',
  },
  slides: [
    {
      chapter: { ko: '여는 말', en: 'Opening' },
      body: { kind: 'title', subtitle: '생각이 다른 이웃과 회의하는 법' },
      speech: [
        { ko: '반갑습니다, 오늘은 다른 생각을 잇는 대화를 배웁니다.' },
        { ko: '회의가 늘 다툼으로 끝난다면 함께 들어 주십시오.' },
      ],
    },
    {
      body: {
        kind: 'agenda',
        items: ['입장과 관심사', '좋은 회의의 약속', '합의에 이르는 다섯 걸음', '동의의 정도를 묻는 법'],
      },
      speech: [{ ko: '입장과 관심사를 나누어 보고, 회의의 약속과 합의의 걸음을 익힙니다.' }],
    },
    {
      chapter: { ko: '입장과 관심사', en: 'Positions and interests' },
      body: {
        kind: 'table',
        heading: '입장은 달라도 관심사는 만납니다',
        head: ['이웃', '입장', '관심사'],
        rows: [
          ['상인', '주차 자리를 늘려 주세요', '손님이 편히 오는 길'],
          ['학부모', '차를 막아 주세요', '아이가 안전한 길'],
          ['어르신', '의자를 놓아 주세요', '쉬어 갈 수 있는 길'],
        ],
        note: '예시: 어느 골목의 주차 문제',
      },
      speech: [
        { ko: '겉으로 말하는 요구가 입장이고, 그 까닭이 관심사입니다.' },
        { ko: '입장은 부딪혀도 관심사는 만날 수 있습니다.' },
        { ko: '세 이웃은 모두 안전하고 편한 골목을 바랍니다.' },
      ],
    },
    {
      chapter: { ko: '좋은 회의의 약속', en: 'Ground rules for a good meeting' },
      body: {
        kind: 'points',
        heading: '좋은 회의의 약속',
        items: [
          { term: '고르게', text: '한 사람이 2분씩 돌아가며 말합니다' },
          { term: '끝까지', text: '말을 자르지 않고 되물어 확인합니다' },
          { term: '남기기', text: '결정과 이유를 그 자리에서 적습니다' },
        ],
      },
      speech: [
        { ko: '고르게 말하고, 끝까지 듣고, 그 자리에서 적습니다.' },
        { ko: '되물어 확인하는 것만으로도 오해가 많이 줄어듭니다.' },
      ],
    },
    {
      chapter: { ko: '합의에 이르는 다섯 걸음', en: 'Five steps to agreement' },
      body: {
        kind: 'steps',
        heading: '합의에 이르는 다섯 걸음',
        items: [
          { term: '사실 확인', text: '같은 자료를 함께 봅니다' },
          { term: '관심사 나누기', text: '왜 필요한지 묻습니다' },
          { term: '대안 늘리기', text: '평가하지 않고 모읍니다' },
          { term: '기준으로 고르기', text: '함께 정한 기준을 씁니다' },
          { term: '다시 살피기', text: '석 달 뒤에 점검합니다' },
        ],
      },
      speech: [
        { ko: '같은 자료를 함께 보는 데서 시작합니다.' },
        { ko: '대안은 먼저 넉넉히 모으고, 함께 정한 기준으로 고릅니다.' },
        { ko: '석 달 뒤에 다시 살피는 약속도 잊지 마십시오.' },
      ],
    },
    {
      chapter: { ko: '동의의 정도를 묻는 법', en: 'Asking how far people agree' },
      body: {
        kind: 'bars',
        heading: '찬반 대신 다섯 손가락으로 묻기',
        unit: '명',
        bars: [
          { label: '다섯 · 적극 찬성', value: 6 },
          { label: '넷 · 찬성', value: 8 },
          { label: '셋 · 따를 수 있음', value: 4 },
          { label: '둘 · 걱정이 있음', value: 2 },
          { label: '하나 · 반대', value: 1 },
        ],
        note: '스물한 명이 모인 회의의 예시',
      },
      speech: [
        { ko: '찬반 대신 다섯 손가락으로 동의의 정도를 묻습니다.' },
        { ko: '두 손가락 이하를 든 이웃에게 무엇이 걱정인지 먼저 여쭙니다.' },
      ],
    },
    {
      chapter: { ko: '맺는말', en: 'Closing' },
      body: { kind: 'closing', text: '합의는 똑같아지는 일이 아니라\n함께 갈 길을 찾는 일입니다' },
      speech: [{ ko: '합의는 똑같아지는 일이 아니라 함께 갈 길을 찾는 일입니다.' }, { ko: '고맙습니다.' }],
    },
  ],
};
