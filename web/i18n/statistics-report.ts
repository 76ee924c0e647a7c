/** Words of the monthly report. */
export const ko = {
  monthReport: '월간 보고서',
  monthReportOf: '{month} 월간 보고서',
  fault_month: '달을 YYYY-MM으로 넣어 주세요.',
  monthBefore: '앞 달',
  monthAfter: '다음 달',
  print: '인쇄 · PDF 저장',
  printed: '온라인 강의 시청 보고서 {month}',
  madeOn: '작성일 {day}',
  monthScope: '모든 강의의 통계이며, 직원의 시청은 세지 않습니다.',
  inMonthBefore: '앞 달 {value}',
  monthTotals: '시청 현황(앞 달: {month})',
  mostWatched: '많이 본 강의',
  mostWatchedCourses: '많이 본 과정',
  nothingWatched: '이 달에는 시청 기록이 없습니다.',
  regionPart: '시·군별 통계 {n}/{of}',
  few: '점선 막대: 1–4회. *: 가린 수.',
  // What the definitions say, as short as a sheet of paper needs.
  views_brief:
    '무엇이든 재생된 시청의 횟수입니다. 한 번 열어 여러 번 멈추고 다시 재생해도 1회이며, 처음 재생한 날에 셉니다.',
  viewers_brief: '무엇이든 재생한 서로 다른 사람 또는 브라우저의 수입니다. 여러 날에 걸쳐 보아도 1명입니다.',
  watchSeconds_brief:
    '재생된 강의 시간의 합입니다. 다시 본 부분은 더하고 건너뛴 부분은 뺍니다. 2배속이면 1초에 강의 2초가 더해집니다.',
  completions_brief: '이수 기준을 처음 채운 횟수입니다. 한 사람이 한 강의에서 한 번만, 그날에 셉니다.',
};

export const en: Record<keyof typeof ko, string> = {
  monthReport: 'Monthly report',
  monthReportOf: 'Monthly report, {month}',
  fault_month: 'Enter the month as YYYY-MM.',
  monthBefore: 'Month before',
  monthAfter: 'Month after',
  print: 'Print or save as PDF',
  printed: 'Viewing of online lectures, {month}',
  madeOn: 'Made on {day}',
  monthScope: 'Of all lectures. Viewing by staff is not counted.',
  inMonthBefore: 'Before: {value}',
  monthTotals: 'Viewing (month before: {month})',
  mostWatched: 'Most watched lectures',
  mostWatchedCourses: 'Most watched courses',
  nothingWatched: 'Nothing was watched in this month.',
  regionPart: 'By city {n} of {of}',
  few: 'Dashed bars: 1 to 4. *: a count withheld.',
  views_brief:
    'Playback sessions that played something, counted on the day when they first did. Pausing and playing again is still one view.',
  viewers_brief:
    'Different people or browsers that played something, each once, on however many days they came.',
  watchSeconds_brief:
    'Lecture time that was played, replays included, skipped parts left out. At double speed, two seconds of lecture pass in one.',
  completions_brief:
    'How often somebody first met what completes a lecture: once a person and lecture, on that day.',
};
