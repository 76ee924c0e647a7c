/** `npm run bench:upload`: how fast recordings come in, beside the plainest server there is. */
import { join } from 'node:path';
import { isHelp } from '../platform/help.ts';
import { NAME } from '../postgres/cluster.ts';
import { machineAndTime } from './machine.ts';
import { requireProc } from './measure.ts';
import { JSON_LINE, readNumber, readOptions } from './options.ts';
import { jsonLine } from './report.ts';
import { inRounds } from './rounds.ts';
import { runBench } from './run.ts';
import { cookieOf, openServer, openSite, startApi } from './statistics/site.ts';
import { makeFile } from './upload/file.ts';
import { requireNginx, startPlain } from './upload/nginx.ts';
import { putFile, sendFile } from './upload/send.ts';
import { uploadFigures, uploadText } from './upload/upload-figures.ts';

const HELP = `Usage: npm run bench:upload -- [--gigabytes N] [--json]

Sends one file over loopback, several times, in turn:
  nginx  curl PUT to nginx with its DAV module, one worker
  ours   curl PATCH to the API as it is in production, in one request as tus 1.0 allows; then the finish, at
         which the SHA-256 of all that arrived is compared, the file is synced to disk and the job is queued
Each is measured twice, and the quicker of the two counts. Meanwhile the API's memory is watched: from before the
first byte to after the last it must stay where it was, whatever the file's size. The API has taken one small file by
then: what its first request and its thread for hashes need for good is no matter of size.
Needs Linux, curl, nginx (Debian: nginx-light), and three times the file's size of disk.

  --gigabytes N  size of the file, 4 unless told; goals are of 4
  --json         prints all figures once more, as one JSON object on the last line
`;

const SMALL_GIGABYTES = 0.05;

if (!isHelp(HELP)) {
  await runBench(async (bench) => {
    requireProc();
    const { gigabytes, json } = readArguments();
    const nginx = requireNginx();
    const { step, say, parts } = bench;
    say([...machineAndTime(), `programs   Node ${process.version}, ${nginx}`].join('\n'));
    const file = await step(`making a file of ${gigabytes} GB`, () => makeFile(bench.folder, gigabytes));
    const plain = await startPlain(bench);
    const site = await openSite(await openServer(bench), `${NAME}_upload`);
    const api = await startApi(site, bench, parts);
    const cookie = await cookieOf(site, 'staff');
    await step('a small one first', async () => {
      const small = await makeFile(join(bench.folder, 'small'), SMALL_GIGABYTES);
      return sendFile(api, cookie, small, bench);
    });
    const measured = await inRounds((round) => ({
      plain: () => step(`(${round}) curl PUT to nginx`, () => putFile(plain, file, bench)),
      ours: () => step(`(${round}) this platform`, () => sendFile(api, cookie, file, bench)),
    }));
    say(uploadText({ file, ...measured }));
    if (json) say(jsonLine('upload', uploadFigures({ file, ...measured })));
  });
}

function readArguments(): { gigabytes: number; json: boolean } {
  const options = { gigabytes: { type: 'string', default: '4' }, ...JSON_LINE } as const;
  const { gigabytes, json } = readOptions(HELP, { options }).values;
  return { gigabytes: readNumber(HELP, '--gigabytes', gigabytes, { least: 0.01, most: 20 }), json };
}
