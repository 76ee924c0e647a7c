/**
 * What exactly each number of statistics counts, and what its rows are of: under the name of its field in the contract.
 * They say what the code does; whoever changes one changes the other.
 */
export const ko = {
  views_definition:
    '재생을 눌러 시작한 시청 가운데 무엇이든 재생된 것의 횟수입니다. 한 번 열어 여러 번 멈추고 다시 재생해도 1회, 나갔다가 다시 열면 또 1회입니다. 처음 재생된 기록이 서버에 온 날에 셉니다.',
  viewers_definition:
    '무엇이든 재생한 서로 다른 사람의 수입니다. 로그인했으면 계정, 아니면 브라우저를 한 사람으로 봅니다. 고른 기간 안에서는 여러 날에 걸쳐 보아도 1명입니다. 로그인하기 전에 같은 브라우저로 본 것은 그 계정의 것이 됩니다. 기간 안에 직원이 되었거나 직원을 그만둔 사람은 그 기간에 처음 본 날의 자격으로만 셉니다.',
  watchSeconds_definition:
    '재생된 강의 시간의 합입니다. 다시 본 부분은 더하고 건너뛴 부분은 뺍니다. 2배속이면 1초에 강의 2초가 더해집니다. 기록이 서버에 온 날에 세며, 실제로 흐른 시간에 재생할 수 없는 만큼은 잘라 냅니다. 1시간부터는 분까지, 100시간부터는 시간까지 쓰고 나머지는 버립니다.',
  completions_definition:
    '한 사람이 한 강의의 이수 기준을 처음 채운 횟수입니다. 기준은 과정이 정한 시청 비율(과정이 없으면 90%)이며, 과정에 따라 실제 시청 시간도 봅니다. 한 사람이 한 강의에서 한 번만, 채운 날에 셉니다. 기준이 바뀌어 채우게 된 사람은 바뀐 날에 세고, 기준을 올려도 이미 센 이수는 그대로입니다.',
  averageShare_definition:
    '시청자마다 지금까지 본 비율(같은 곳은 한 번만)을 구해 평균한 것입니다. 고른 기간과 관계없이 전체 기간을 보며, ‘직원 시청 포함’을 켜도 직원은 뺍니다. 1% 미만은 버리고, 시청자가 없으면 ‘–’로 씁니다.',
  completionRate_definition:
    '전체 기간의 이수 ÷ 전체 기간의 시청자입니다. 1% 미만은 버리고, 시청자가 없으면 ‘–’로 씁니다.',
  started_definition:
    '과정의 강의를 하나라도 재생한 사람의 수입니다. 전체 기간을 보며, 직원은 뺍니다. 담당 직원에게는 그가 등록한 강의만 셉니다.',
  finished_definition:
    '과정의 강의를 모두 이수한 사람의 수입니다. 이수증과 ‘나의 강의실’이 보는 것과 같은 강의입니다. 만족도 조사에 답했는지는 보지 않습니다. 전체 기간을 보며, 직원은 뺍니다. 담당 직원에게는 그가 등록한 강의만 셉니다.',
  lectureCount_definition:
    '과정의 이수에 필요한 강의의 수입니다. 공개하거나 로그인한 사람에게 공개한 강의, 그리고 과정과 같은 교육 대상에게 공개한 강의이며, 공개가 끝난 것도 듭니다. 담당 직원에게는 그가 등록한 강의만 셉니다. 과정의 다른 수도 모두 이 강의들의 것입니다.',
  publishedAt_definition:
    '강의를 처음 공개한 날입니다. 비공개로 되돌려도 바뀌지 않습니다. 공개한 적이 없으면 ‘비공개’로 씁니다.',
  change_definition:
    '(고른 기간 − 비교 기간) ÷ 비교 기간입니다. 비교 기간을 고르지 않으면 바로 앞의 같은 일수입니다. 1% 단위로 반올림하되, 조금이라도 달라졌으면 1%로 씁니다. 오늘이 들어 있으면 오늘은 지금까지만 셉니다.',
  dayBefore_definition: '견주는 기간에서 같은 차례인 날입니다. 그 기간이 더 짧으면 없습니다.',
  viewsBefore_definition: '견주는 기간에서 같은 차례인 날의 조회입니다.',
  comparison_definition:
    '위에서 고른 두 강의, A와 B의 수입니다. 한 번의 조회로 함께 읽어 서로 어긋나지 않습니다.',
  shareOf_definition:
    '강의의 그 부분을 본 사람 ÷ 그 강의를 조금이라도 본 사람. 전체 기간의 기록이며 직원의 시청은 세지 않습니다.',
  shareMean_definition: '그 부분의 1초를 본 서로 다른 사람의 수를 그 부분에 걸쳐 평균한 것입니다.',
  lecture_definition:
    '관리자에게는 모든 강의를, 담당 직원에게는 그가 등록한 강의를 보여 줍니다. 아무도 보지 않은 강의도 있습니다. 본 사람이 있는 강의는 지워도 ‘삭제됨’으로 남고, 수도 그대로입니다.',
  course_definition: '과정의 수는 과정의 이수에 필요한 강의들의 것입니다.',
  day_definition: '서울의 하루(0시부터 24시까지)입니다. 기록이 서버에 온 때로 나눕니다.',
  month_definition:
    '고른 기간이 걸친 달입니다. 기간 밖의 날은 세지 않습니다. 여러 달에 본 사람은 달마다 1명이므로, 달의 시청자를 더하면 기간의 시청자보다 많을 수 있습니다.',
  audience_definition:
    '본 사람이 가입할 때나 ‘내 계정’에서 스스로 고른 대상입니다. 바꾸면 다음 날부터 새 대상으로 세고 그 전에 센 것은 그대로이며, 기간 안에 바꾼 시청자는 그 기간에 처음 본 날의 대상으로만 셉니다. 고르지 않았거나 로그인하지 않고 보았으면 ‘알 수 없음’입니다. 로그인하기 전에 센 조회와 시청 시간은 나중에 로그인해도 ‘알 수 없음’에 남습니다.',
  region_definition:
    '본 사람이 가입할 때나 ‘내 계정’에서 스스로 고른 시·군입니다. 접속한 곳으로 짐작하지 않습니다. 바꾸면 다음 날부터 새 시·군으로 세고 그 전에 센 것은 그대로이며, 기간 안에 바꾼 시청자는 그 기간에 처음 본 날의 시·군으로만 셉니다. 고르지 않았거나 로그인하지 않고 보았으면 ‘알 수 없음’입니다. 로그인하기 전에 센 조회와 시청 시간은 나중에 로그인해도 ‘알 수 없음’에 남습니다.',
  weekdayAndHour_definition:
    '서울의 요일과 시각입니다. 9시는 9시부터 10시 전까지입니다. 조회는 처음 재생된 기록이, 시청 시간은 그 기록이 서버에 온 시간에 셉니다. 재생기는 재생하는 동안 15초마다, 그리고 멈출 때 알립니다.',
  retentionViewers_definition:
    '강의의 그 1초를 본 서로 다른 사람의 수입니다. 여러 번 보아도 1명입니다. 전체 기간을 보며, 직원은 언제나 뺍니다.',
  retentionPlays_definition:
    '강의의 그 1초가 재생된 횟수입니다. 같은 사람이 다시 본 것도 셉니다. 시청자보다 많을수록 다시 본 곳입니다. 전체 기간을 보며, 직원은 언제나 뺍니다.',
  meanViewers_definition: '구간의 1초마다 본 사람의 수를 평균한 것입니다.',
  meanPlays_definition: '구간의 1초마다 재생된 횟수를 평균한 것입니다.',
  stretch_definition: '강의를 같은 길이로 열로 나눈 것입니다.',
  lost_definition:
    '10초 사이에 시청자 곡선이 얼마나 내려갔는지입니다. 앞을 보고 뒤를 보지 않은 사람의 수에서 뒤만 본 사람의 수를 뺀 것입니다. 가장 많이 내려간 곳부터 서로 겹치지 않게 다섯 곳까지 보여 줍니다.',
  sessions_definition:
    '재생을 한 번이라도 누른 시청 가운데 재생기가 재생 품질을 알려 온 것의 수입니다. 시작한 날에 셉니다. 화면이 나오기 전에 떠난 시청도 세므로 조회와 다를 수 있습니다.',
  startupMedian_definition:
    '재생을 처음 누른 때부터 첫 화면이 나올 때까지 걸린 시간입니다. 시작된 시청의 절반은 이 시간 안에 시작되었습니다. 열다섯 구간으로 나누어 세므로 어림값이며, 30초보다 길면 30초로 씁니다.',
  startupP90_definition:
    '시작된 시청의 90%는 이 시간 안에 시작되었습니다. 재는 법은 시작 시간(절반)과 같습니다.',
  unstartedShare_definition:
    '재생을 눌렀지만 화면이 나오지 않은 시청 ÷ 시청. 기다리지 않고 바로 떠난 시청도 들어 있습니다.',
  stalledShare_definition:
    '시작된 뒤 화면이 0.4초 넘게 멈춘 적이 있는 시청 ÷ 시청. 직접 멈추거나 다른 곳으로 옮겨 기다린 시간, 화면이 보이지 않던 시간은 세지 않습니다.',
  stalledPerHour_definition: '강의를 1시간 재생하는 동안 화면이 멈춰 있던 시간의 평균입니다.',
  failedShare_definition: '재생기가 재생을 포기한 적이 있는 시청 ÷ 시청.',
  rungs_definition:
    '재생된 강의 시간 가운데 각 화질로 보인 비율입니다. 세로 픽셀 수로 부르며, 두 화질 사이의 크기는 위의 것으로 셉니다.',
  errorCount_definition:
    '재생기가 재생을 포기하고 그 까닭을 보여 준 횟수입니다. 한 시청에서 여러 번일 수 있습니다.',
  device_definition:
    '브라우저가 스스로 알리는 이름으로 나눕니다. 요즘 아이패드는 컴퓨터라고 알리므로 컴퓨터로 셉니다. 이름 자체는 남기지 않습니다.',
  browser_definition:
    '브라우저가 스스로 알리는 이름으로 나눕니다. ‘앱 안의 화면’은 메신저처럼 다른 앱이 열어 보여 준 것입니다. 이름 자체는 남기지 않습니다.',
  system_definition: '브라우저가 스스로 알리는 이름으로 나눕니다. 이름 자체는 남기지 않습니다.',
  error_definition: '재생기가 재생을 포기하며 알린 까닭입니다.',
};

export const en: Record<keyof typeof ko, string> = {
  views_definition:
    'Playback sessions, begun by pressing play, in which anything was played. Pausing and playing again is still one view; leaving and opening it again is another. Counted on the day when the first record of playing reached the server.',
  viewers_definition:
    'Different people who played anything: accounts where somebody was signed in, browsers otherwise. Within the period each counts once, on however many days they came. What a browser played before somebody signed in becomes that account’s. Whoever came to be staff within the period, or no longer was, counts as what they were on the first of its days on which they came.',
  watchSeconds_definition:
    'Lecture time that was played, replays included, skipped parts left out. At double speed, two seconds of lecture pass in one. Counted on the day when the record reached the server; what could not have been played in the real time that passed is cut. Written to the minute from an hour up and to the hour from a hundred up, rounded down.',
  completions_definition:
    'How often a person first met what completes a lecture: the share that its course asks for (90% without a course), and for some courses real time as well. Once a person and lecture, on that day. Whoever meets it because the rule changed counts on the day of the change; a stricter rule takes no completion back.',
  averageShare_definition:
    'Mean of the shares that viewers have watched so far, each part once a viewer. Of all time whatever the period; staff are left out even when viewing by staff is included. Rounded down to whole percent; “–” without viewers.',
  completionRate_definition:
    'Completions of all time ÷ viewers of all time, rounded down to whole percent; “–” without viewers.',
  started_definition:
    'People who ever played any of the course’s lectures. Of all time, staff left out. For a member of staff, only their own lectures count.',
  finished_definition:
    'People who completed all of the course’s lectures, the same that certificates and “My lectures” ask for, whether they answered its survey or not. Of all time, staff left out. For a member of staff, only their own lectures count.',
  lectureCount_definition:
    'Lectures needed for completing the course: public ones, those for signed-in people, and those limited to the audience of the course, also when their time is over. For a member of staff, their own. All other numbers of a course are of these.',
  publishedAt_definition:
    'The day on which the lecture first became public; making it private again does not change it. “Never” if it never was.',
  change_definition:
    '(Period chosen − other period) ÷ other period, which is the equally many days right before unless another was chosen. Rounded to whole percent, but never to 0% when the two differ. If today is among the days, it counts as far as it has gone.',
  dayBefore_definition: 'The day with the same place in the other period; none where that one is shorter.',
  viewsBefore_definition: 'Views on the day with the same place in the other period.',
  comparison_definition:
    'The numbers of the two lectures chosen above, A and B, read at one moment so that they agree with each other.',
  shareOf_definition:
    'People who watched that part of the lecture ÷ people who watched any of it. Of all time; viewing by staff is not counted.',
  shareMean_definition: 'Different people who watched a second of that part, on average over the part.',
  lecture_definition:
    'All lectures for administrators, their own for staff, those that nobody watched too. Deleted lectures that somebody watched stay, as deleted, with the same numbers.',
  course_definition: 'Numbers of a course are of the lectures needed for completing it.',
  day_definition: 'A day in Seoul, midnight to midnight, by when records reached the server.',
  month_definition:
    'Months that the period touches, each with those of its days that lie in the period. Whoever came in several months is a viewer of each, so the months’ viewers can add up to more than the period’s.',
  audience_definition:
    'Chosen by viewers themselves when they signed up, or later under “My account”. A change counts from the next day on; what was counted before stays, and whoever changed it within the period is a viewer of what they were on the first of its days on which they came. Unknown if they chose none, or watched without signing in. Views and watch time counted before somebody signed in stay unknown.',
  region_definition:
    'Chosen by viewers themselves when they signed up, or later under “My account”; nothing is guessed from where they connect. A change counts from the next day on; what was counted before stays, and whoever changed it within the period is a viewer of what they were on the first of its days on which they came. Unknown if they chose none, or watched without signing in. Views and watch time counted before somebody signed in stay unknown.',
  weekdayAndHour_definition:
    'Day of the week and hour in Seoul; 9:00 is from 9 until before 10. Views count in the hour when the first record of playing reached the server, watch time when each record did: players send one every 15 seconds while they play, and when they pause.',
  retentionViewers_definition:
    'Different people who watched that second of the lecture, each once. Of all time; staff are always left out.',
  retentionPlays_definition:
    'How often that second was played, again by the same person included: the more above viewers, the more it was replayed. Of all time; staff are always left out.',
  meanViewers_definition: 'Mean of the viewers of each second of the part.',
  meanPlays_definition: 'Mean of how often each second of the part was played.',
  stretch_definition: 'The lecture in ten parts of the same length.',
  lost_definition:
    'By how much the curve of viewers falls within ten seconds: people who watched what is before and not what is after, less those who watched only what is after. Up to five places that do not overlap, the steepest first.',
  sessions_definition:
    'Sessions in which somebody pressed play at least once and the player told how it went, counted on the day they began. Those left before a picture came count too, so they can differ from views.',
  startupMedian_definition:
    'From the first press of play to the first picture. Half of the sessions that started took no longer. Counted by fifteen stretches, so it is an estimate; above 30 s it says 30 s.',
  startupP90_definition:
    'Nine tenths of the sessions that started took no longer, measured as start-up (half) is.',
  unstartedShare_definition:
    'Sessions without a picture ÷ sessions. People who left at once, without waiting, are among them.',
  stalledShare_definition:
    'Sessions in which the picture stood still for more than 0.4 s after the start ÷ sessions. Pauses, waiting after a jump, and time in which the page was hidden do not count.',
  stalledPerHour_definition: 'How long the picture stood still for each hour of lecture that was played.',
  failedShare_definition: 'Sessions in which the player gave up at least once ÷ sessions.',
  rungs_definition:
    'Share of the lecture time played that was shown in each quality, named by its height in pixels; sizes between two count as the upper one.',
  errorCount_definition:
    'How often a player gave up and said why; it may have done so several times in one session.',
  device_definition:
    'By what the browser calls itself. New iPads call themselves computers, and count as such. The name itself is not kept.',
  browser_definition:
    'By what the browser calls itself. “Inside an app” is a page shown by another app, such as a messenger. The name itself is not kept.',
  system_definition: 'By what the browser calls itself. The name itself is not kept.',
  error_definition: 'Why the player gave up, as it told.',
};
