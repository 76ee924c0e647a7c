import { chapters, type DemoChapter } from './chapters.ts';

type DemoAudience =
  | 'everyone'
  | 'resident'
  | 'official'
  | 'public_institution'
  | 'participatory_budgeting'
  | 'social_security_council';

export type DemoCourse = {
  slug: string;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  audience: DemoAudience;
};

/** `recording` is a file of recordings/, `captions` are files of captions/; chapters start in seconds. */
export type DemoLecture = {
  slug: string;
  courseSlug: string;
  title: string;
  titleEn: string;
  summary: string;
  summaryEn: string;
  instructor: string;
  venue: string;
  sessionDate: `2026-${string}-${string}`;
  audience: DemoAudience;
  field: string;
  tags: string[];
  recording: string;
  captions: { ko: string; en?: string };
  chapters: DemoChapter[];
};

export const demoCourses: DemoCourse[] = [
  {
    slug: 'first-steps-in-cogovernance',
    title: '협치 첫걸음',
    titleEn: 'First Steps in Co-Governance',
    summary:
      '협치를 처음 만나는 분을 위한 과정입니다. 공공의 뜻이 어떻게 달라졌는지 살펴보고, 생각이 다른 이웃과 대화하고 합의하는 법을 익힙니다.',
    summaryEn:
      'For anyone new to co-governance: how the meaning of “public” has changed, and how to talk and agree with neighbours who think differently.',
    audience: 'everyone',
  },
  {
    slug: 'participatory-budgeting-preparation',
    title: '주민참여예산 사전교육',
    titleEn: 'Preparing for Participatory Budgeting',
    summary:
      '주민참여예산위원과 제안을 준비하는 주민을 위한 과정입니다. 예산의 한 해를 따라가고, 한 장의 제안서를 직접 써 봅니다.',
    summaryEn:
      'For committee members and residents with a proposal in mind: follow the budget through its year, then write a one-page proposal.',
    audience: 'participatory_budgeting',
  },
  {
    slug: 'social-security-council-and-residents',
    title: '지역사회보장협의체·도민 협치교육',
    titleEn: 'Co-Governance for Community Security Councils and Residents',
    summary:
      '지역사회보장협의체 위원과 도민이 함께 듣는 과정입니다. 어려움에 놓인 이웃을 먼저 알아보고, 기관과 이웃을 잇는 방법을 배웁니다.',
    summaryEn:
      'For members of community social security councils and residents: noticing neighbours in difficulty early, and connecting them with those who can help.',
    audience: 'social_security_council',
  },
  {
    slug: 'cogovernance-for-officials',
    title: '공직자 협치교육',
    titleEn: 'Co-Governance for Public Officials',
    summary:
      '도와 시·군의 공직자를 위한 과정입니다. 결정하기 전에 주민과 함께 논의하고, 그 결과를 책임 있게 회신하는 절차를 다룹니다.',
    summaryEn:
      'For officials of the province and its cities and counties: discussing with residents before deciding, and answering for the result.',
    audience: 'official',
  },
];

export const demoLectures: DemoLecture[] = [
  {
    slug: 'emergence-of-a-new-public',
    courseSlug: 'first-steps-in-cogovernance',
    title: '새로운 공공의 등장',
    titleEn: 'The Emergence of a New Public',
    summary:
      '공공은 더 이상 국가만의 일이 아닙니다. 주민과 시민사회, 공공기관이 함께 다스리는 협치의 뜻을 공유지와 참여, 신뢰의 이야기로 풀고, 내일 할 수 있는 일 세 가지를 권합니다.',
    summaryEn:
      'The public is no longer the work of the state alone. This lecture explains co-governance through the commons, participation and trust, and ends with three things a resident can do tomorrow.',
    instructor: '한지원',
    venue: '평택 공간미학',
    sessionDate: '2026-03-12',
    audience: 'everyone',
    field: '협치 이해',
    tags: ['협치', '공공성', '공유지', '주민참여', '신뢰'],
    recording: 'emergence-of-a-new-public.mp4',
    captions: { ko: 'emergence-of-a-new-public.ko.vtt', en: 'emergence-of-a-new-public.en.vtt' },
    chapters: chapters['emergence-of-a-new-public'],
  },
  {
    slug: 'dialogue-across-difference',
    courseSlug: 'first-steps-in-cogovernance',
    title: '다름을 잇는 대화와 합의',
    titleEn: 'Dialogue and Agreement Across Difference',
    summary:
      '생각이 다른 이웃과 회의하는 법을 다룹니다. 입장과 관심사를 나누어 보고, 회의의 약속과 합의에 이르는 다섯 걸음, 동의의 정도를 묻는 법을 익힙니다.',
    summaryEn:
      'How to meet with neighbours who think differently: telling positions from interests, ground rules, five steps to agreement, and asking how far people agree.',
    instructor: '오세민',
    venue: '팔달 베이커리',
    sessionDate: '2026-04-16',
    audience: 'resident',
    field: '대화와 합의',
    tags: ['대화', '합의', '갈등', '회의 진행'],
    recording: 'dialogue-across-difference.mp4',
    captions: { ko: 'dialogue-across-difference.ko.vtt' },
    chapters: chapters['dialogue-across-difference'],
  },
  {
    slug: 'a-year-of-participatory-budgeting',
    courseSlug: 'participatory-budgeting-preparation',
    title: '주민참여예산의 한 해',
    titleEn: 'A Year of Participatory Budgeting',
    summary:
      '주민의 제안 하나가 예산이 되기까지의 열두 달을 따라갑니다. 제도의 근거와 일정, 주민과 위원회와 의회의 몫, 제안을 심사하는 기준을 살펴봅니다.',
    summaryEn:
      'Follow one proposal through the twelve months it takes to become a budget: the legal basis, the calendar, who does what, and how proposals are judged.',
    instructor: '정유진',
    venue: '수원 111CM',
    sessionDate: '2026-05-14',
    audience: 'participatory_budgeting',
    field: '주민참여예산',
    tags: ['주민참여예산', '지방재정', '예산 과정', '주민 제안'],
    recording: 'a-year-of-participatory-budgeting.mp4',
    captions: { ko: 'a-year-of-participatory-budgeting.ko.vtt' },
    chapters: chapters['a-year-of-participatory-budgeting'],
  },
  {
    slug: 'one-page-proposal',
    courseSlug: 'participatory-budgeting-preparation',
    title: '한 장으로 쓰는 제안서',
    titleEn: 'Writing a One-Page Proposal',
    summary:
      '생활의 불편을 사업 제안으로 바꾸는 다섯 칸을 배웁니다. 문제를 또렷하게 적고 예산을 어림하는 법, 내기 전에 점검할 것을 예시로 보여 드립니다.',
    summaryEn:
      'Five boxes that turn an everyday problem into a proposal: stating it clearly, estimating the cost, and what to check before you submit.',
    instructor: '윤태호',
    venue: '수원 111CM',
    sessionDate: '2026-05-21',
    audience: 'participatory_budgeting',
    field: '주민참여예산',
    tags: ['제안서', '주민 제안', '주민참여예산', '글쓰기'],
    recording: 'one-page-proposal.mp4',
    captions: { ko: 'one-page-proposal.ko.vtt' },
    chapters: chapters['one-page-proposal'],
  },
  {
    slug: 'neighbours-who-look-out',
    courseSlug: 'social-security-council-and-residents',
    title: '이웃을 살피는 협의체',
    titleEn: 'Neighbours Who Look Out for Each Other',
    summary:
      '지역사회보장협의체의 세 층이 하는 일을 알아보고, 놓치기 쉬운 위기의 신호와 발견에서 지원까지의 흐름, 위원이 지켜야 할 약속을 나눕니다.',
    summaryEn:
      'What the three levels of a community social security council do, the signs of hardship that are easy to miss, the way from noticing to supporting, and what members promise.',
    instructor: '배은주',
    venue: '평택 공간미학',
    sessionDate: '2026-06-11',
    audience: 'social_security_council',
    field: '지역복지',
    tags: ['지역사회보장협의체', '지역복지', '복지 사각지대', '이웃 돌봄'],
    recording: 'neighbours-who-look-out.mp4',
    captions: { ko: 'neighbours-who-look-out.ko.vtt' },
    chapters: chapters['neighbours-who-look-out'],
  },
  {
    slug: 'opening-before-deciding',
    courseSlug: 'cogovernance-for-officials',
    title: '결정 전에 여는 협치 행정',
    titleEn: 'Opening Up Before Deciding',
    summary:
      '결정한 뒤의 설명회보다 결정하기 전의 협의가 왜 나은지 살펴봅니다. 참여의 수준을 정하는 법, 단계마다 남길 기록, 두 시간 회의 짜기와 회신의 원칙을 다룹니다.',
    summaryEn:
      'Why consulting before a decision beats explaining after it: choosing the level of participation, what to record at each stage, planning a two-hour meeting, and replying well.',
    instructor: '남기훈',
    venue: '경기도청',
    sessionDate: '2026-07-09',
    audience: 'official',
    field: '협치 행정',
    tags: ['협치 행정', '공직자', '숙의', '회의 설계', '회신'],
    recording: 'opening-before-deciding.mp4',
    captions: { ko: 'opening-before-deciding.ko.vtt' },
    chapters: chapters['opening-before-deciding'],
  },
];
