/** Words of writing frequent questions; part of administration's. */
export const ko = {
  newQuestion: '질문 쓰기',
  editQuestion: '질문 고치기',
  questionsLead: '화살표로 순서를 바꿉니다. 같은 분류의 질문은 한데 모여 나옵니다. 저장하면 바로 공개됩니다.',
  noQuestions: '아직 쓴 질문이 없습니다.',
  faqQuestion: '질문',
  faqQuestionEn: '질문(영문)',
  faqAnswer: '답변',
  faqAnswerEn: '답변(영문)',
  faqCategory: '분류',
  faqCategoryEn: '분류(영문)',
  faqCategoryHint: '예: 회원, 수강, 이수증. 비워 두어도 됩니다.',
  faqCategories: '쓰고 있는 분류: {names}',
  removeQuestion: '이 질문을 삭제하시겠어요?',
  up: '위로: {question}',
  down: '아래로: {question}',
  movedTo: '{n}번째로 옮겼습니다.',
};

export const en: Record<keyof typeof ko, string> = {
  newQuestion: 'Write a question',
  editQuestion: 'Edit the question',
  questionsLead:
    'The arrows change the order. Questions of a category stand together. What is saved is published at once.',
  noQuestions: 'There are no questions yet.',
  faqQuestion: 'Question',
  faqQuestionEn: 'Question (English)',
  faqAnswer: 'Answer',
  faqAnswerEn: 'Answer (English)',
  faqCategory: 'Category',
  faqCategoryEn: 'Category (English)',
  faqCategoryHint: 'Such as account, lectures, certificates. May be left empty.',
  faqCategories: 'Categories there are: {names}',
  removeQuestion: 'Delete this question?',
  up: 'Up: {question}',
  down: 'Down: {question}',
  movedTo: 'Now the {n}.',
};
