/** media-chrome's seek bar, which says the time in words and the chapter. */
import MediaTimeRange from 'media-chrome/media-time-range';
import { t } from '../../i18n/i18n.ts';
import { duration } from '../../ui/format.ts';
import type { ChapterSpan } from '../chapter-spans.ts';

class LectureTimeRange extends MediaTimeRange {
  override attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    super.attributeChangedCallback(name, before, now);
    const time = this.mediaCurrentTime || 0;
    const cues = (this.mediaChaptersCues ?? []) as readonly ChapterSpan[];
    const chapter = cues.find((cue) => cue.startTime <= time && time < cue.endTime)?.text;
    const words = t('player.timeOf', { time: duration(time), total: duration(this.mediaSeekableEnd || 0) });
    this.range.setAttribute('aria-valuetext', chapter ? `${words}, ${chapter}` : words);
  }
}

customElements.define('lecture-time-range', LectureTimeRange);
