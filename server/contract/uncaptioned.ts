/** Lectures that nobody who cannot hear can follow: the law asks for captions. */
import { type Static, Type } from 'typebox';
import { CaptionLanguage, Id, literals, PageQuery, pageOf, Seconds, Visibility } from './vocabulary.ts';

/** What there is in the place of captions: nothing, somebody's draft, or what a computer wrote down. */
const UNCAPTIONED_STATES = ['none', 'draft', 'automatic'] as const;
export type UncaptionedState = (typeof UNCAPTIONED_STATES)[number];

export const UncaptionedLecture = Type.Object({
  id: Id,
  title: Type.String(),
  titleEn: Type.String(),
  visibility: Visibility,
  duration: Seconds,
  views: Type.Integer(),
  state: literals(UNCAPTIONED_STATES),
  /** of its drafts */
  languages: Type.Array(CaptionLanguage),
  /** name of who manages it; null = no account any more */
  manager: Type.Union([Type.String(), Type.Null()]),
});
export type UncaptionedLecture = Static<typeof UncaptionedLecture>;

export const UncaptionedQuery = Type.Object({
  state: Type.Optional(literals(UNCAPTIONED_STATES)),
  ...PageQuery,
});

export const UncaptionedPage = Type.Object({
  ...pageOf(UncaptionedLecture).properties,
  /** lectures with something to watch, captioned or not */
  lectures: Type.Integer(),
  /** of them, those without captions, whatever state was asked for */
  uncaptioned: Type.Integer(),
});
export type UncaptionedPage = Static<typeof UncaptionedPage>;
