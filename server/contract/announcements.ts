/** Announcements (공지사항): what administrators tell everybody. */
import { type Static, Type } from 'typebox';
import { Id, literals, PageQuery, PHASES, pageOf, Time, Title, wasOf } from './vocabulary.ts';

const Instant = Type.Union([Time, Type.Null()]);

const written = {
  title: Title,
  /** empty: the Korean one is shown */
  titleEn: Type.String({ maxLength: 200 }),
  /** before all others in the list */
  isPinned: Type.Boolean(),
  /** from when on everybody may read it; null = it is a draft */
  publishedAt: Instant,
  /** when it is taken down; null = it stays. After `publishedAt` */
  endsAt: Instant,
};

/** Plain text: empty lines between paragraphs, `- ` before what is listed, addresses become links. */
const texts = {
  text: Type.String({ maxLength: 10_000 }),
  textEn: Type.String({ maxLength: 10_000 }),
};

export const AnnouncementSummary = Type.Object({ id: Id, ...written, phase: literals(PHASES) });
export type AnnouncementSummary = Static<typeof AnnouncementSummary>;

export const Announcement = Type.Object({ ...AnnouncementSummary.properties, ...texts });
export type Announcement = Static<typeof Announcement>;

export const NewAnnouncement = Type.Object({ ...written, ...texts }, { additionalProperties: false });
export type NewAnnouncement = Static<typeof NewAnnouncement>;

/** All of it at once, as it is to be from now on. */
export const AnnouncementChange = Type.Object(
  { ...written, ...texts, was: wasOf({ ...written, ...texts }) },
  { additionalProperties: false },
);
export type AnnouncementChange = Static<typeof AnnouncementChange>;

export const AnnouncementQuery = Type.Object(
  {
    /** words that must all occur in title or text, in either language */
    q: Type.Optional(Type.String({ maxLength: 200 })),
    ...PageQuery,
  },
  { additionalProperties: false },
);

/** Pinned ones first, then the latest. */
export const AnnouncementPage = pageOf(AnnouncementSummary);
export type AnnouncementPage = Static<typeof AnnouncementPage>;
