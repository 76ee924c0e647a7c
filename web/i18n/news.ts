/** Words of what the institution tells everybody. */
export const ko = {
  find: '검색',
  search: '공지사항 검색',
  results: '‘{q}’ 검색 결과',
  pinned: '중요',
  none: '등록된 공지사항이 없습니다',
  noneFound: '검색 결과가 없습니다',
  all: '전체 목록',
  toList: '목록으로',
  notCurrent: '지금은 관리자만 볼 수 있는 공지사항입니다.',
  edit: '고치기',
  searchQuestions: '질문과 답변에서 찾기',
  noQuestions: '등록된 질문이 없습니다',
  general: '일반',
};

export const en: Record<keyof typeof ko, string> = {
  find: 'Search',
  search: 'Search announcements',
  results: 'Results for “{q}”',
  pinned: 'Important',
  none: 'There are no announcements',
  noneFound: 'Nothing was found',
  all: 'All announcements',
  toList: 'To the list',
  notCurrent: 'Only administrators can read this announcement now.',
  edit: 'Edit',
  searchQuestions: 'Search questions and answers',
  noQuestions: 'There are no questions',
  general: 'General',
};
