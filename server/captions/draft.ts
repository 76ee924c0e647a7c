/** Drafts of captions: begun from the track, saved by whoever saw the last save, made the track when approved. */
import type { Context } from '../context.ts';
import type { ApproveDraft, CaptionDraft, Cue, SaveDraft, SavedDraft } from '../contract/captions.ts';
import type { Db } from '../database/client.ts';
import { Refusal } from '../errors.ts';
import { captionDraft, deleteDraft, insertDraft, updateDraft, type Which } from './draft-queries.ts';
import { inOrder, NO_CUES, parseCues, type TimedText, textOf, writeWebVtt } from './file.ts';
import { editedText } from './markup.ts';
import { captionTrack, putCaptionTrack } from './track-queries.ts';

/** What the editor begins with. */
export async function draftToEdit(db: Db, which: Which): Promise<CaptionDraft> {
  const draft = await captionDraft(db, which);
  if (draft) return { ...draft, savedAt: draft.savedAt.toISOString() };
  const track = await captionTrack(db, which.lectureId, which.language);
  return {
    ...{ version: 0, trackVersion: track?.version ?? 0, origin: null, savedAt: null, savedBy: null },
    cues: track ? asEdited(parseCues(track.vtt), track.cueIds) : [],
  };
}

/**
 * Cues of an approved draft are still the same: whoever edited it goes on. Others have ids by place: whoever opens the
 * same track gives its cues the same ones.
 */
const asEdited = (cues: TimedText[], ids: readonly string[] | null): Cue[] =>
  cues.map(({ text, ...times }, index) => ({
    id: ids?.[index] ?? `t${index}`,
    ...times,
    text: editedText(text),
  }));

/** @throws {Refusal} caption_changed when somebody else saved or published since */
export async function saveDraft(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  which: Which,
  { version, trackVersion, cues }: SaveDraft,
  savedBy: string,
): Promise<SavedDraft> {
  if (new Set(cues.map((cue) => cue.id)).size < cues.length) {
    throw new Refusal('bad_request', [{ field: 'cues', message: 'two cues have the same id' }]);
  }
  const now = clock();
  if (version === 0) {
    const track = await captionTrack(db, which.lectureId, which.language);
    if (trackVersion !== (track?.version ?? 0)) throw new Refusal('caption_changed');
  }
  const saved =
    version === 0
      ? await insertDraft(db, which, { cues, origin: 'edited', trackVersion, savedBy, now })
      : await updateDraft(db, which, { version, trackVersion, cues, savedBy, now });
  if (!saved) throw new Refusal('caption_changed');
  return { version: version + 1, savedAt: now.toISOString() };
}

/**
 * Gives viewers what the draft says.
 * @throws {Refusal} not_found · caption_changed when it is not the one that was read · caption_replaced when it was
 * begun from other captions than viewers have now · caption_invalid with the number of the cue
 */
export async function approveDraft(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  which: Which,
  { version, replace }: ApproveDraft,
): Promise<void> {
  await db.transaction(async (tx) => {
    const draft = await captionDraft(tx, which, true);
    if (!draft) throw new Refusal('not_found');
    if (draft.version !== version) throw new Refusal('caption_changed');
    const track = await captionTrack(tx, which.lectureId, which.language);
    if (!replace && draft.trackVersion !== (track?.version ?? 0)) throw new Refusal('caption_replaced');
    const { vtt, cueIds } = trackOf(draft.cues);
    await putCaptionTrack(tx, which.lectureId, which.language, vtt, clock(), cueIds);
    await deleteDraft(tx, which);
  });
}

/** @throws {Refusal} caption_invalid */
function trackOf(cues: readonly Cue[]): { vtt: string; cueIds: string[] } {
  const said = cues
    .map(({ id, start, end, text }) => ({
      ...{ id, start, end },
      text: textOf(text.normalize('NFC').replaceAll('-->', '→')),
    }))
    .filter(({ text }) => text !== '');
  if (said.length === 0) throw new Refusal('caption_invalid', [NO_CUES]);
  const backwards = said.findIndex(({ start, end }) => !(end > start));
  if (backwards >= 0) {
    throw new Refusal('caption_invalid', [
      { field: `cue ${backwards + 1}`, message: 'ends before it begins' },
    ]);
  }
  return { vtt: writeWebVtt(said), cueIds: inOrder(said).map(({ id }) => id) };
}
