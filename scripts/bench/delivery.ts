/** `npm run bench:delivery`: how fast media go out, beside the plainest server there is. */
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeNginx } from '../nginx/nginx.ts';
import { isHelp } from '../platform/help.ts';
import { NAME } from '../postgres/cluster.ts';
import { deliveryFigures, deliveryText, type Given } from './delivery/delivery-figures.ts';
import { ask, type Load } from './delivery/load.ts';
import { makePlaylist } from './delivery/playlist.ts';
import { type Listening, startFiles, startProxy } from './delivery/proxies.ts';
import { machineAndTime } from './machine.ts';
import { cpuSecondsOfTree, requireProc, watchMemory } from './measure.ts';
import { JSON_LINE, readNumber, readOptions } from './options.ts';
import { jsonLine } from './report.ts';
import { inRounds } from './rounds.ts';
import { type Bench, runBench } from './run.ts';
import { makeSegments } from './signin/segments.ts';
import { HOST, openServer, openSite, startApi } from './statistics/site.ts';

const HELP = `Usage: npm run bench:delivery -- [--scale N] [--json]

Asks for segments of 750 kB, and for the playlist of an hour's lecture, over loopback on 64 connections, in turn:
  nginx, files    nginx that has them as files, one worker
  this platform   the API as it is in production: it asks the database for each whether it may be watched
  … behind nginx  the same with nginx in front, as deploy/nginx sets it up, one worker; after a first round
Each is measured twice, and the quicker of the two counts. What asks runs on the same machine, and takes the same
of each. Nothing else should be running: every figure is of the machine as it is.
Needs Linux and nginx (Debian: nginx-light).

  --scale N  so much of 8,000 segments and 20,000 playlists, such as 0.05 for a trial; below 1 no figure is of record
  --json     prints all figures once more, as one JSON object on the last line
`;

const CONNECTIONS = 64;
const SEGMENTS = 8_000;
const PLAYLISTS = 20_000;

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    requireProc();
    const { scale, json } = readArguments();
    const nginx = /nginx\/\S+/.exec(describeNginx())?.[0];
    bench.say([...machineAndTime(), `programs   Node ${process.version}, ${nginx}`].join('\n'));
    const site = await openSite(await openServer(bench), `${NAME}_delivery`);
    const paths = await makeSegments(site, bench);
    const playlist = await makePlaylist(site, paths[0]?.split('/')[3] ?? '');
    const api = await startApi(site, bench, bench.parts);
    const root = join(bench.folder, 'files');
    await copyTo(root, { paths, playlist, from: join(bench.folder, site.name), port: api.port });
    const servers = { files: await startFiles(root, bench), api, proxy: await startProxy(api.port, bench) };
    const measure = (what: string, load: Omit<Load, 'connections'>) =>
      inTurn(servers, what, { ...load, connections: CONNECTIONS }, bench);
    const segments = await measure('segments', { paths, answers: Math.ceil(SEGMENTS * scale) });
    const playlists = await measure('playlists', {
      paths: [playlist],
      answers: Math.ceil(PLAYLISTS * scale),
    });
    const measured = { scale, segments, playlists };
    bench.say(deliveryText(measured));
    if (json) bench.say(jsonLine('delivery', deliveryFigures(measured)));
  });
}

/** What the API gives, as files. */
async function copyTo(
  root: string,
  { paths, playlist, from, port }: { paths: string[]; playlist: string; from: string; port: number },
): Promise<void> {
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    copyFileSync(join(from, path), join(root, path));
  }
  const reply = await fetch(`http://${HOST}:${port}${playlist}`);
  if (!reply.ok) throw new Error(`GET ${playlist}: ${reply.status}`);
  writeFileSync(join(root, playlist), await reply.text());
}

async function inTurn(
  { files, api, proxy }: Record<'files' | 'api' | 'proxy', Listening>,
  what: string,
  load: Load,
  { step, signal }: Bench,
) {
  const give = (name: string, server: Listening) => () =>
    step(`${what} ${name}`, () => given(server, load, signal));
  // what is in memory and what is kept behind it is so for every round
  for (const { port } of [files, api, proxy])
    await ask(port, { ...load, answers: load.paths.length }, signal);
  return inRounds((round) => ({
    files: give(`(${round}) nginx, files`, files),
    api: give(`(${round}) this platform`, api),
    proxy: give(`(${round}) behind nginx`, proxy),
  }));
}

async function given({ pid, port }: Listening, load: Load, signal: AbortSignal): Promise<Given> {
  const peak = watchMemory([pid]);
  const cpu = cpuSecondsOfTree(pid);
  const { bytes, seconds } = await ask(port, load, signal);
  const cpuSeconds = cpuSecondsOfTree(pid) - cpu;
  return { ...{ bytes, answers: load.answers, wallSeconds: seconds, cpuSeconds }, peakBytes: peak() };
}

function readArguments(): { scale: number; json: boolean } {
  const options = { scale: { type: 'string', default: '1' }, ...JSON_LINE } as const;
  const { scale, json } = readOptions(HELP, { options }).values;
  return { scale: readNumber(HELP, '--scale', scale, { least: 0.01, most: 1 }), json };
}
