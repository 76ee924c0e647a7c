/**
 * A real S3 store on this machine: one node of Ceph with its gateway, as `scripts/setup/object-store.mjs` unpacks it. It
 * keeps what it is given in memory, and forgets it when it stops.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEnv } from '../../server/config.ts';
import { openLog } from '../platform/log-file.ts';
import { freePort } from '../platform/port.ts';
import { StartError } from '../platform/start-error.ts';
import { CEPH } from '../setup/object-store.mjs';

export type ObjectStore = {
  endpoint: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  stop: () => Promise<void>;
};

const KEYS = { accessKeyId: 'madang', secretAccessKey: 'madang-development' };
/** Bytes it may hold. */
const MEMORY = 4 * 2 ** 30;
const START_MS = 60_000;

const libraries = join(CEPH, 'usr', 'lib', 'x86_64-linux-gnu');
const environment = {
  ...readEnv(),
  PATH: `${join(CEPH, 'usr', 'bin')}:${readEnv().PATH}`,
  LD_LIBRARY_PATH: [libraries, join(libraries, 'ceph'), join(CEPH, 'lib', 'x86_64-linux-gnu')].join(':'),
  PYTHONPATH: join(CEPH, 'usr', 'lib', 'python3', 'dist-packages'),
};

/** Whether there is one to start. */
export const hasCeph = (): boolean => existsSync(join(CEPH, 'usr', 'bin', 'radosgw'));

/**
 * Starts it on free ports of this machine only.
 * @param home an empty folder for its settings and its log
 * @throws {StartError} with the end of its log when it does not start
 */
export async function startCeph(home: string): Promise<ObjectStore> {
  const at = (name: string) => join(home, name);
  const [gateway, monitor] = [await freePort('127.0.0.1'), await freePort('127.0.0.1')];
  const endpoint = `http://127.0.0.1:${gateway}`;
  for (const name of ['mon', 'osd', 'rgw', 'run']) mkdirSync(at(name), { recursive: true });
  const cluster = crypto.randomUUID();
  writeFileSync(at('ceph.conf'), settings(home, { cluster, gateway, monitor }));
  const daemons: ChildProcess[] = [];
  const start = (program: string, ...args: string[]) => {
    const child = run(home, program, [...args, '-c', at('ceph.conf')]);
    daemons.push(child);
    return child;
  };
  const stop = async () => {
    for (const child of daemons.reverse()) await end(child);
  };
  const once = (program: string, ...args: string[]) => finished(home, program, args);
  const configured = (program: string, ...args: string[]) => once(program, '-c', at('ceph.conf'), ...args);

  try {
    await once('ceph-authtool', '-C', at('keyring'), '-g', '-n', 'mon.', '--cap', 'mon', 'allow *');
    for (const [name, mon, osd] of [
      ['client.admin', 'allow *', 'allow *'],
      ['osd.0', 'allow profile osd', 'allow *'],
      ['client.rgw.a', 'allow rw', 'allow rwx'],
    ] as const) {
      await once(
        ...(['ceph-authtool', at('keyring'), '-g', '-n', name] as const),
        ...['--cap', 'mon', mon, '--cap', 'osd', osd],
      );
    }
    const address = `[v2:127.0.0.1:${monitor}]`;
    await once('monmaptool', '--create', '--addv', 'a', address, '--fsid', cluster, at('monmap'));
    await configured('ceph-mon', '--mkfs', '-i', 'a', '--monmap', at('monmap'), '--keyring', at('keyring'));
    start('ceph-mon', '-i', 'a', '-f');
    const osd = crypto.randomUUID();
    await configured('ceph', '--connect-timeout', '20', 'osd', 'new', osd);
    await configured('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', osd);
    start('ceph-osd', '-i', '0', '-f');
    await answering(endpoint, start('radosgw', '-n', 'client.rgw.a', '-f'));
    await configured(
      ...(['radosgw-admin', 'user', 'create', '--uid', 'madang', '--display-name', 'madang'] as const),
      ...['--access-key', KEYS.accessKeyId, '--secret', KEYS.secretAccessKey],
    );
  } catch (cause) {
    await stop();
    throw new StartError(`S3 저장소를 시작하지 못했습니다 · It did not start:\n${logEnd(home)}`, { cause });
  }
  return { endpoint, region: 'us-east-1', ...KEYS, stop };
}

/** One node that need not ask others, and keeps nothing on a disk. */
const settings = (home: string, { cluster, gateway, monitor }: Record<string, string | number>) => `[global]
fsid = ${cluster}
mon host = v2:127.0.0.1:${monitor}
mon initial members = a
run dir = ${home}/run
admin socket =
log file = ${home}/$name.log
crash dir = ${home}
keyring = ${home}/keyring
ms bind ipv6 = false
public network = 127.0.0.0/8
cluster network = 127.0.0.0/8
auth allow insecure global id reclaim = false
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data avail crit = 1
mon data avail warn = 2
mon cluster log file = ${home}/cluster.log
paxos propose interval = 0.05
paxos min wait = 0.01
osd class dir = ${libraries}/rados-classes
erasure code dir = ${libraries}/ceph/erasure-code
plugin dir = ${libraries}/ceph
[mon]
mon data = ${home}/mon
mon osd crush smoke test = false
[osd]
osd data = ${home}/osd
osd objectstore = memstore
memstore device bytes = ${MEMORY}
osd class load list = *
osd class default list = *
[client]
rgw frontends = beast endpoint=127.0.0.1:${gateway}
rgw data = ${home}/rgw
`;

/** Runs a program of it, which ends when we do. */
function run(home: string, program: string, args: readonly string[]): ChildProcess {
  const log = openLog(join(home, 'ceph.log'));
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
    stdio: ['ignore', log, log],
    env: environment,
  });
  closeSync(log);
  return child;
}

const ended = (child: ChildProcess) =>
  new Promise<number | null>((settle, reject) => {
    if (child.exitCode !== null || child.signalCode !== null) return settle(child.exitCode);
    child.once('error', reject);
    child.once('exit', settle);
  });

async function finished(home: string, program: string, args: readonly string[]): Promise<void> {
  const code = await ended(run(home, program, args));
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
}

async function end(child: ChildProcess): Promise<void> {
  // its state is thrown away: nothing to be put in order
  child.kill('SIGKILL');
  await ended(child);
}

/** Waits until the gateway answers. */
async function answering(endpoint: string, gateway: ChildProcess): Promise<void> {
  const until = Date.now() + START_MS;
  while (!(await fetch(endpoint).catch(() => null))?.ok) {
    if (gateway.exitCode !== null || Date.now() > until) throw new Error('the gateway does not answer');
    await sleep(50);
  }
}

const logEnd = (home: string): string =>
  readFileSync(join(home, 'ceph.log'), 'utf8').trimEnd().split('\n').slice(-10).join('\n');
