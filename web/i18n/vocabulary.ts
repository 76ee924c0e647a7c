/** The contract's closed lists of words, as people read them. */
import type {
  Audience,
  Language,
  LectureState,
  Length,
  RecordingState,
  Role,
  Visibility,
} from '../../server/contract/vocabulary.ts';
import { language } from './i18n.ts';

type Words<T extends string> = Record<Language, Record<T, string>>;

const audiences: Words<Audience> = {
  ko: {
    everyone: '누구나',
    resident: '도민',
    official: '공무원',
    public_institution: '공공기관 임직원',
    participatory_budgeting: '주민참여예산 참여자',
    social_security_council: '지역사회보장협의체 위원',
  },
  en: {
    everyone: 'Everyone',
    resident: 'Residents',
    official: 'Public officials',
    public_institution: 'Public institutions',
    participatory_budgeting: 'Participatory budgeting',
    social_security_council: 'Community social security councils',
  },
};

const roles: Words<Role> = {
  ko: { resident: '이용자', staff: '담당자', administrator: '관리자' },
  en: { resident: 'Resident', staff: 'Staff', administrator: 'Administrator' },
};

const visibilities: Words<Visibility> = {
  ko: {
    draft: '비공개',
    public: '공개',
    unlisted: '주소 공개',
    signed_in: '로그인 공개',
    audience: '대상 공개',
  },
  en: {
    draft: 'Draft',
    public: 'Public',
    unlisted: 'By address',
    signed_in: 'Signed in',
    audience: 'Audience only',
  },
};

const recordingStates: Words<RecordingState> = {
  ko: {
    uploaded: '변환 대기',
    trimming: '자르는 중',
    probing: '확인 중',
    transcoding: '변환 중',
    ready: '변환 완료',
    rejected: '사용할 수 없는 파일',
    failed: '변환 실패',
    cancelled: '중단함',
  },
  en: {
    uploaded: 'Waiting',
    trimming: 'Trimming',
    probing: 'Checking',
    transcoding: 'Transcoding',
    ready: 'Ready',
    rejected: 'Unusable file',
    failed: 'Transcode failed',
    cancelled: 'Stopped',
  },
};

const lectureStates: Words<LectureState> = {
  ko: {
    no_recording: '영상 없음',
    under_way: '처리 중',
    ready: '변환 완료',
    stopped: '확인 필요',
    draft: '비공개',
    scheduled: '예약 공개',
    current: '공개 중',
    ended: '공개 종료',
  },
  en: {
    no_recording: 'No recording',
    under_way: 'In progress',
    ready: 'Ready',
    stopped: 'Needs attention',
    draft: 'Draft',
    scheduled: 'Scheduled',
    current: 'Published',
    ended: 'Over',
  },
};

/** Every state that lectures are looked for by, in the order in which they are shown. */
export const LECTURE_STATE_ORDER = Object.keys(lectureStates.ko) as LectureState[];
export const lectureStateName = (state: LectureState) => lectureStates[language.value][state];

/** Every audience, in the order in which they are shown. */
export const AUDIENCE_ORDER = Object.keys(audiences.ko) as Audience[];

export const audienceName = (audience: Audience) => audiences[language.value][audience];
export const roleName = (role: Role) => roles[language.value][role];
export const visibilityName = (visibility: Visibility) => visibilities[language.value][visibility];
export const recordingStateName = (state: RecordingState) => recordingStates[language.value][state];

const lengths: Words<Length> = {
  ko: { short: '20분 미만', medium: '20분~1시간', long: '1시간 이상' },
  en: { short: 'Under 20 minutes', medium: '20 minutes to 1 hour', long: '1 hour and longer' },
};
export const lengthName = (length: Length) => lengths[language.value][length];
/** From short to long. */
export const LENGTH_ORDER = Object.keys(lengths.ko) as Length[];

/** Every role, in the order in which they are shown. */
export const ROLE_ORDER = Object.keys(roles.ko) as Role[];
