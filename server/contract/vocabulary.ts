/** The closed lists of words that API, database and front end share. */
import { type Static, type TProperties, type TSchema, Type } from 'typebox';

/** One of a closed list of words, as a schema. */
export function literals<const T extends readonly string[]>(values: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: values });
}

export const ROLES = ['resident', 'staff', 'administrator'] as const;
export const AUDIENCES = [
  'everyone',
  'resident',
  'official',
  'public_institution',
  'participatory_budgeting',
  'social_security_council',
] as const;
/** The 시·군 of Gyeonggi in the order of statistics, and elsewhere. */
export const REGIONS = [
  ...['suwon', 'yongin', 'goyang', 'hwaseong', 'seongnam', 'bucheon', 'namyangju', 'ansan'],
  ...['pyeongtaek', 'anyang', 'siheung', 'paju', 'gimpo', 'uijeongbu', 'gwangju', 'hanam', 'yangju'],
  ...['gwangmyeong', 'gunpo', 'osan', 'icheon', 'anseong', 'guri', 'pocheon', 'uiwang', 'yangpyeong'],
  ...['yeoju', 'dongducheon', 'gwacheon', 'gapyeong', 'yeoncheon', 'elsewhere'],
] as const;
/** What a viewer did not say; among audiences and regions of statistics. */
export const UNKNOWN = 'unknown';
/**
 * `draft`: staff only. `public`: in the catalogue as soon as its recording is playable. `unlisted`: for whoever has
 * the address. `signed_in`: for whoever has an account. `audience`: for accounts of the lecture's audience.
 */
export const VISIBILITIES = ['draft', 'public', 'unlisted', 'signed_in', 'audience'] as const;
/** How a lecture stands with the clock: `current` may be watched by whom its visibility says. */
export const PHASES = ['draft', 'scheduled', 'current', 'ended'] as const;
export type Phase = (typeof PHASES)[number];
/**
 * What staff look for among their lectures, by what is made of their recordings: none and nothing on its way · on its
 * way, from the upload on · all made · `stopped`, so that somebody has to do something; or by how they stand with the
 * clock.
 */
const LECTURE_STATES = ['no_recording', 'under_way', 'ready', 'stopped', ...PHASES] as const;
/** Of the pages. */
const LANGUAGES = ['ko', 'en'] as const;
/** Of captions, in the order in which they are listed: those of the pages first, then what residents speak most. */
export const CAPTION_LANGUAGES = [...LANGUAGES, 'zh', 'vi', 'th', 'ru'] as const;

export const RECORDING_STATES = [
  'uploaded', // bytes are in storage, nobody has looked at them
  'trimming', // a worker makes its file, from that of the recording of which it is a cut
  'probing', // a worker is checking what they are
  'transcoding', // chunks are being made; playable once the first of picture and sound have landed
  'ready', // everything is made
  'rejected', // the file itself cannot become a lecture; trying again would not help
  'failed', // something of ours went wrong too often; trying again may help
  'cancelled', // staff stopped it
] as const;

/** Why a recording was rejected: a fault of the file, never retried. */
const REJECTION_CODES = [
  'empty',
  'format',
  'codec',
  'pixels',
  'duration',
  'streams',
  'truncated',
  'joined',
  'damaged',
  'no_video',
] as const;

/** Why a transcode failed: a fault of ours, retried a few times before it is said. */
const FAILURE_CODES = ['ffmpeg', 'timeout', 'storage', 'disk_full', 'internal'] as const;

/** How long a lecture is, for whoever looks for one: under 20 minutes, under an hour, and longer. */
const LENGTHS = ['short', 'medium', 'long'] as const;

export const Role = literals(ROLES);
export type Role = Static<typeof Role>;
export const Audience = literals(AUDIENCES);
export type Audience = Static<typeof Audience>;
export const Length = literals(LENGTHS);
export type Length = Static<typeof Length>;
export const LectureState = literals(LECTURE_STATES);
export type LectureState = Static<typeof LectureState>;
export const Region = literals(REGIONS);
export type Region = Static<typeof Region>;
export const Visibility = literals(VISIBILITIES);
export type Visibility = Static<typeof Visibility>;
export const Language = literals(LANGUAGES);
export type Language = Static<typeof Language>;
export const CaptionLanguage = literals(CAPTION_LANGUAGES);
export type CaptionLanguage = Static<typeof CaptionLanguage>;
export const RecordingState = literals(RECORDING_STATES);
export type RecordingState = Static<typeof RecordingState>;
export type RejectionCode = (typeof REJECTION_CODES)[number];
export type FailureCode = (typeof FAILURE_CODES)[number];

export const Id = Type.String({ format: 'uuid' });
/** ISO 8601, UTC */
export const Time = Type.String({ format: 'date-time' });
/** A calendar day, `YYYY-MM-DD`, in Asia/Seoul */
export const Day = Type.String({ format: 'date' });
/** What something is called: more than spaces */
export const Title = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
/** A calendar month, `YYYY-MM` */
export const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
/** Seconds of the lecture's own time */
export const Seconds = Type.Number({ minimum: 0 });

/** What was there for whoever changes it: refused (`edited_meanwhile`) when somebody else has changed it since. */
export const wasOf = <T extends TProperties>(members: T) =>
  Type.Optional(Type.Partial(Type.Object(members), { additionalProperties: false }));

/** A page of a list. */
export function pageOf<T extends TSchema>(item: T) {
  return Type.Object({
    items: Type.Array(item),
    total: Type.Integer(),
    page: Type.Integer(),
    pageSize: Type.Integer(),
  });
}

export const PageQuery = {
  page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000, default: 1 })),
  pageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 20 })),
};

export const IdParams = Type.Object({ id: Id });
export const Empty = Type.Null();
