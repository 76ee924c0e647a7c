/** Words of proposals for chapters; part of the studio's. */
export const ko = {
  proposals: '목차 제안',
  proposalsLead:
    '영상에서 찾은 자리입니다. 제목을 쓰고 목차에 넣거나 버리세요. 넣기 전에는 목차가 되지 않습니다.',
  proposals_waiting: '영상 변환이 끝나면 화면이 바뀌는 곳과 말이 없는 곳을 찾아 제안합니다.',
  proposals_looking: '화면이 바뀌는 곳과 말이 없는 곳을 찾는 중입니다. 다 되면 여기에 나타납니다.',
  proposals_found: '남은 제안이 없습니다.',
  proposals_failed: '제안할 자리를 찾지 못했습니다.',
  proposals_unasked: '이 영상에서는 아직 찾아보지 않았습니다.',
  proposalsLook: '목차 제안 찾기',
  proposal: '{time} 제안',
  proposalOrigin_own: '영상 파일의 목차',
  proposalOrigin_start: '강의 시작',
  proposalOrigin_slide: '화면이 바뀜',
  proposalOrigin_silence: '말이 멈춤',
  proposalOrigin_slide_and_silence: '화면이 바뀌고 말이 멈춤',
  proposalPlay: '이 시각 재생',
  proposalAccept: '목차에 넣기',
  proposalDrop: '버리기',
  proposalsAcceptAll: '제목 쓴 제안 모두 넣기',
  proposalsAccepted: '제안 {n}개를 목차에 넣었습니다.',
  proposalDropped: '{time} 제안을 버렸습니다.',
  proposalsBack: '버린 제안 다시 보기 ({n}개)',
};

export const en: Record<keyof typeof ko, string> = {
  proposals: 'Proposed chapters',
  proposalsLead:
    'Places found in the recording. Give them titles and accept or drop them: none is a chapter before.',
  proposals_waiting:
    'When the transcode is done, changes of slides and silences are looked for and proposed.',
  proposals_looking:
    'Changes of slides and silences are being looked for. They appear here when they are found.',
  proposals_found: 'No proposals are left.',
  proposals_failed: 'No places could be found.',
  proposals_unasked: 'This recording was not looked at yet.',
  proposalsLook: 'Look for chapters',
  proposal: 'Proposal at {time}',
  proposalOrigin_own: 'Chapter of the file',
  proposalOrigin_start: 'Beginning',
  proposalOrigin_slide: 'Another slide',
  proposalOrigin_silence: 'Silence',
  proposalOrigin_slide_and_silence: 'Another slide and silence',
  proposalPlay: 'Play from here',
  proposalAccept: 'Accept',
  proposalDrop: 'Drop',
  proposalsAcceptAll: 'Accept all with a title',
  proposalsAccepted: '{n} proposals became chapters.',
  proposalDropped: 'The proposal at {time} was dropped.',
  proposalsBack: 'Show dropped proposals ({n})',
};
