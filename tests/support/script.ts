/** Operators' scripts as they run them. */
import { execFile } from 'node:child_process';

export type Ran = { code: unknown; out: string; error: string };

/** Runs a script of ours to its end. @param settings of its environment, over this process's own */
export const runScript = (
  script: string,
  settings: Record<string, string>,
  ...args: string[]
): Promise<Ran> =>
  new Promise((settle) => {
    const { DATABASE_URL: _, ...inherited } = process.env;
    const options = { env: { ...inherited, ...settings }, maxBuffer: 64 * 1024 ** 2 };
    execFile(process.execPath, [`scripts/${script}.ts`, ...args], options, (error, out, said) =>
      settle({ code: error ? error.code : 0, out, error: said }),
    );
  });
