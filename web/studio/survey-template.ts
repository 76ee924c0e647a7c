/** The questions that a new survey is offered: what public institutions ask after a training. */
import type { Question } from '../../server/contract/surveys.ts';

const scale = (text: string, textEn: string): Question => ({
  ...{ kind: 'scale', text, textEn, required: true, options: [] },
});

export const TEMPLATE: readonly Question[] = [
  scale('강의 내용이 이해하기 쉽고 알찼다.', 'The lectures were clear and substantial.'),
  scale('강사의 설명과 진행이 좋았다.', 'The instructors explained and presented well.'),
  scale('배운 내용이 나의 활동이나 업무에 도움이 된다.', 'What I learned helps me in my activities or work.'),
  scale('온라인 강의 시스템을 이용하기 편리했다.', 'The online lecture system was easy to use.'),
  scale('이 과정을 다른 사람에게 권하고 싶다.', 'I would recommend this course to others.'),
  {
    kind: 'text',
    text: '앞으로의 교육에 바라는 점을 자유롭게 적어 주세요.',
    textEn: 'What do you wish for in future training?',
    required: false,
    options: [],
  },
];
