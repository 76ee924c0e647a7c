/** This machine: disk, ffmpeg, the key. */
import { execFile } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { promisify } from 'node:util';
import { type FactorKey, readFactorKey } from '../../server/accounts/factor-key.ts';
import { readKey } from '../../server/certificates/key.ts';
import type { Config } from '../../server/config.ts';
import { isUsableFfmpeg } from '../setup/tools.mjs';
import { about, type Finding, reasonOf } from './finding.ts';

const GIB = 1024 ** 3;

export async function lookAtDisk({ data, uploadMaxBytes }: Config): Promise<Finding[]> {
  const disk = about('디스크 · Disk');
  try {
    await access(data, constants.W_OK);
  } catch (error) {
    return [
      disk.bad(
        `MADANG_DATA(${data})에 쓸 수 없습니다. 폴더를 만들고 서비스를 실행하는 사용자에게 권한을 주세요.`,
        `MADANG_DATA (${data}) cannot be written. Make the folder, and give it to the user that runs the service: ${reasonOf(error)}`,
      ),
    ];
  }
  const { bavail, bsize } = await statfs(data);
  const free = (bavail * bsize) / GIB;
  const told = free.toFixed(1);
  if (free < 1) {
    return [disk.bad(`남은 공간이 ${told} GiB입니다. 비우거나 늘려 주세요.`, `${told} GiB free: make room.`)];
  }
  if (bavail * bsize < uploadMaxBytes) {
    return [
      disk.look(
        `남은 공간 ${told} GiB가 가장 큰 올리기(UPLOAD_MAX_BYTES)보다 작습니다.`,
        `${told} GiB free, less than the largest upload (UPLOAD_MAX_BYTES).`,
      ),
    ];
  }
  return [disk.good(`남은 공간 ${told} GiB`, `${told} GiB free`)];
}

export async function lookAtFfmpeg(): Promise<Finding[]> {
  const ffmpeg = about('ffmpeg');
  try {
    const { stdout } = await promisify(execFile)('ffmpeg', ['-version']);
    const [version = ''] = /(?<=version )\S+/.exec(stdout) ?? [];
    if (isUsableFfmpeg(stdout)) return [ffmpeg.good(version, version)];
    return [
      ffmpeg.bad(
        `${version}: 5.1 이상이고 libx264가 있어야 합니다. 새로 설치해 주세요.`,
        `${version}: 5.1 or newer with libx264 is needed. Install it anew.`,
      ),
    ];
  } catch {
    return [
      ffmpeg.look(
        '여기에는 없습니다. 변환 서버(worker)를 이 기계에서 실행하려면 설치해 주세요.',
        'Not here. Install it where a worker is to run.',
      ),
    ];
  }
}

/** @param signed whether there are certificates; null = it is not known */
export async function lookAtKey({ certificates }: Config, signed: boolean | null): Promise<Finding[]> {
  const key = about('이수증 열쇠 · Certificate key');
  const file = certificates.keyFile;
  const found = await readKey(file);
  if (!found && signed) {
    return [
      key.bad(
        `${file}에 없습니다. 이수증을 확인할 수 없으니 백업에서 되찾아 주세요.`,
        `Not at ${file}: no certificate can be checked. Bring it back from a backup.`,
      ),
    ];
  }
  if (!found) return [key.good('처음 쓸 때 만들어집니다.', 'It is made at its first use.')];
  if (await isOpenToOthers(file)) return [openToOthers(key, file)];
  return [key.good(`${file} (${found.id})`, `${file} (${found.id})`)];
}

/** @param sealed one that was kept under the key; null = there is none, or it is not known */
export async function lookAtFactorKey(
  config: Pick<Config, 'factorKeyFile'>,
  sealed: { accountId: string; secret: Buffer } | null,
): Promise<Finding[]> {
  const key = about('2단계 인증 열쇠 · Second factors’ key');
  const file = config.factorKeyFile;
  const found = await readFactorKey(config);
  if (!found && sealed) {
    return [
      key.bad(
        `${file}에 없습니다. 인증 앱의 숫자를 확인할 수 없으니 백업에서 되찾아 주세요.`,
        `Not at ${file}: no code of an app can be checked. Bring it back from a backup.`,
      ),
    ];
  }
  if (!found) return [key.good('처음 쓸 때 만들어집니다.', 'It is made at its first use.')];
  if (sealed && !opens(found, sealed)) {
    return [
      key.bad(
        `${file}은 2단계 인증을 설정할 때의 열쇠가 아닙니다. 백업이나 다른 서버의 것으로 바꿔 주세요.`,
        `${file} is not the key that second factors were set up with: take that of a backup, or of another API.`,
      ),
    ];
  }
  if (await isOpenToOthers(file)) return [openToOthers(key, file)];
  return [key.good(`${file} (${found.id})`, `${file} (${found.id})`)];
}

function opens(key: FactorKey, { accountId, secret }: { accountId: string; secret: Buffer }): boolean {
  try {
    key.open(accountId, secret);
    return true;
  } catch {
    return false; // whatever is wrong with it: it is not the one
  }
}

const isOpenToOthers = async (file: string): Promise<boolean> => ((await stat(file)).mode & 0o077) !== 0;

const openToOthers = (key: ReturnType<typeof about>, file: string): Finding =>
  key.bad(
    `${file}을 다른 사용자도 읽을 수 있습니다: chmod 600 ${file}`,
    `Others may read it: chmod 600 ${file}`,
  );
