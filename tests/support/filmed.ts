/** A site whose worker, within the test, makes a published lecture of a film. */
import { publishRecording } from './lectures.ts';
import { openStage } from './site.ts';
import { workHere } from './work-here.ts';
import { until } from './workers.ts';

/** @param film makes the film in a folder that is removed in the end, and gives its path */
export async function openFilmed(film: (folder: string) => string) {
  await using parts = new AsyncDisposableStack();
  const { site, browser, close } = await openStage({ WORKER_THREADS: '2' });
  parts.defer(close);
  await workHere(site.context);
  const folder = site.context.config.data;
  const { path } = await publishRecording(site.context, film(folder));
  const staff = await site.as('administrator');
  const opened = parts.move();
  return {
    ...{ site, browser, staff, folder },
    /** of the lecture's page */
    path,
    /** Waits until all of it is made. */
    ready: () => until(async () => (await staff('GET', `/api${path}`)).body.recording.state === 'ready', 60),
    close: () => opened.disposeAsync(),
  };
}
