/** The API process: settings, database, queue and storage, then the routes on them. */
import { mkdir } from 'node:fs/promises';
import { ensureFirstAccounts } from './accounts/first-accounts.ts';
import { lookAtKey, sealFactors } from './accounts/second-factor.ts';
import { sendSecurityMail } from './accounts/security-notices.ts';
import { sendLink } from './accounts/send-link.ts';
import { buildApp } from './app.ts';
import { emptyBin } from './catalogue/bin.ts';
import { beginLectures } from './catalogue/lecture-changes.ts';
import { type Config, ConfigError, parseConfig, readEnv } from './config.ts';
import type { Context } from './context.ts';
import { migrateOnceUp } from './database/begin.ts';
import { openDatabase } from './database/client.ts';
import { sweepHandouts } from './handouts/staging.ts';
import { openNotReady } from './http/not-ready.ts';
import { createLog } from './log.ts';
import { openMailer } from './mail/open.ts';
import { retireAll } from './privacy/retire.ts';
import { runProcess } from './process.ts';
import { openQueue } from './queue/queue.ts';
import { sendNotice } from './recordings/send-notice.ts';
import { sweepReplaced, sweepUploads } from './recordings/sweep.ts';
import { openUsableStorage } from './storage/open.ts';

const SWEEP_MS = 10 * 60_000;

async function start(config: Config) {
  const log = createLog('api', config);
  const { databaseUrl } = config;
  if (!databaseUrl) {
    throw new ConfigError('DATABASE_URL: required here. `npm start` runs the embedded database.');
  }
  await mkdir(config.data, { recursive: true });
  const storage = await openUsableStorage(config.storage, log);
  let begin = async () => {};
  await migrateOnceUp(databaseUrl, log, async () => {
    begin = await openNotReady(config);
  });
  const { db, close } = openDatabase(databaseUrl, log, 20);
  const queue = await openQueue(databaseUrl, log);
  const context: Context = { config, db, queue, storage, log, clock: () => new Date() };
  await sealFactors(context);
  await lookAtKey(context);
  const mailer = openMailer(context);
  const app = await buildApp(context);
  await begin();
  const url = await app.listen({ host: config.host, port: config.port });
  // Last: whatever failed before this, no account was made whose password nobody was shown.
  const firstAccounts = await ensureFirstAccounts(context);

  await queue.deliver((mail) => {
    switch (mail.kind) {
      case 'account-link':
        return sendLink(context, mailer, mail.id);
      case 'security':
        return sendSecurityMail(context, mailer, mail);
      case 'recording-notice':
        return sendNotice(context, mailer, mail);
    }
  });

  const sweep = () =>
    Promise.all([
      sweepUploads(context),
      sweepReplaced(context),
      sweepHandouts(context),
      emptyBin(context),
      beginLectures(context),
      retireAll(context),
    ]).catch((error: unknown) => {
      log.warn({ err: error }, 'sweep: failed, will be tried again');
    });
  const sweeper = setInterval(sweep, SWEEP_MS);
  sweep();

  return {
    ready: { url: publicAddress(config, url), firstAccounts },
    async stop() {
      clearInterval(sweeper);
      await app.close();
      await queue.stop();
      await close();
    },
  };
}

/** What people open: the setting, unless the port was left to the system. */
function publicAddress(config: Config, listening: string): string {
  return config.port === 0 ? `http://localhost:${new URL(listening).port}` : config.publicUrl;
}

await runProcess(() => start(parseConfig(readEnv())));
