/** Words of files that are taken out of the house. */
export const ko = {
  xlsx: '엑셀 내려받기',
  csv: 'CSV 내려받기',
  title_xlsx: '{table}: 엑셀 내려받기',
  title_csv: '{table}: CSV 내려받기',
  reason: '다운로드 사유',
  reasonHint: '누가 언제 무엇을 왜 내려받았는지 접속기록에 남습니다. 예: 2026년 3분기 운영위원회 보고',
  reasonMissing: '다운로드 사유를 적어 주세요.',
  reasonWrong: '다운로드 사유를 200자 안으로 적어 주세요.',
  tooLong: '엑셀로는 5만 행까지 내려받을 수 있습니다. 조건으로 줄이거나 CSV로 내려받아 주세요.',
  done: '파일을 내려받았습니다.',
};

export const en: Record<keyof typeof ko, string> = {
  xlsx: 'Download Excel',
  csv: 'Download CSV',
  title_xlsx: '{table}: download Excel',
  title_csv: '{table}: download CSV',
  reason: 'Reason for the download',
  reasonHint: 'Who downloads what, when and why is kept in the access log. Example: report to the committee.',
  reasonMissing: 'Enter the reason for the download.',
  reasonWrong: 'Enter the reason for the download in at most 200 characters.',
  tooLong: 'Excel takes at most 50,000 rows. Narrow the list, or download it as CSV.',
  done: 'The file has been downloaded.',
};
