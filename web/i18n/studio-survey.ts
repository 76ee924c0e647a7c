/** Words of a course's survey as staff make it and read it; part of the studio's. */
export const ko = {
  survey: '만족도 조사',
  surveyOf: '만족도 조사: {title}',
  toSurvey: '만족도 조사 보기',
  makeSurvey: '만족도 조사 만들기',
};

export const en: Record<keyof typeof ko, string> = {
  survey: 'Survey',
  surveyOf: 'Survey: {title}',
  toSurvey: 'See the survey',
  makeSurvey: 'Make a survey',
};
