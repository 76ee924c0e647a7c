/** What the device does for a lecture that plays: it keeps the screen on, and shows and drives it from outside. */
import { computed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Lecture } from '../../../server/contract/lectures.ts';
import type { Playback } from '../../../server/contract/playback.ts';
import { language, localized } from '../../i18n/i18n.ts';
import type { Media } from '../../player/media.ts';
import { controlByDevice, describe } from '../../player/media-session.ts';
import { preferences } from '../../player/preferences.ts';
import { sourceOf } from '../../player/source.ts';
import { keepAwake } from '../../player/wake-lock.ts';

export function useDevice(lecture: Lecture, playback: Playback, media: Media): void {
  const { poster } = playback;
  const audioOnly = sourceOf(playback, preferences.value.audioOnly)?.audioOnly ?? false;
  const { route } = useLocation();
  const next = lecture.next?.id;

  // Nobody looks at the sound alone.
  useEffect(() => {
    if (audioOnly) return;
    return keepAwake(computed(() => !media.paused.value));
  }, [media, audioOnly]);
  useEffect(() => controlByDevice(media, next ? () => route(`/lectures/${next}`) : null), [media, next]);
  useEffect(() => {
    describe({
      title: localized(lecture.title, lecture.titleEn),
      instructor: localized(lecture.instructor, lecture.instructorEn),
      course: localized(lecture.courseTitle ?? '', lecture.courseTitleEn),
      poster,
    });
  }, [lecture, poster, next, language.value]);
}
