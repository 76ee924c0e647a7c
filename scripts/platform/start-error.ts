/** Why the platform cannot start, in one sentence for the person at the terminal. */
export class StartError extends Error {
  override name = 'StartError';
}

const SENTENCES: Record<string, string> = {
  EACCES: '쓸 수 없는 폴더입니다 · This user may not write there',
  EPERM: '쓸 수 없는 폴더입니다 · This user may not write there',
  EROFS: '읽기 전용입니다 · The file system is read-only',
  ENOSPC: '디스크가 가득 찼습니다 · The disk is full',
  EDQUOT: '디스크 할당량을 다 썼습니다 · The disk quota is used up',
  ENOTDIR: '폴더가 아닙니다 · A part of this path is not a folder',
  EEXIST: '폴더가 아닙니다 · This is a file, not a folder',
  ENOENT: '만들 수 없는 폴더입니다 · This folder cannot be made',
};

/**
 * What to tell about an error while starting: its own sentence, or one about the data folder when the
 * file system refused; null when it is a fault of the program, whose stack is worth more.
 */
export function sentenceFor(error: unknown, dataFolder: string): string | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'StartError' || error.name === 'ConfigError') return error.message;
  const { code = '', path = dataFolder } = error as NodeJS.ErrnoException;
  // Of a folder above the data folder, or of something in it.
  const about = path.startsWith(dataFolder) || dataFolder.startsWith(path);
  const sentence = SENTENCES[code];
  return sentence && about ? `MADANG_DATA: ${sentence}: ${path}` : null;
}
