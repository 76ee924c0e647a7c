/** What a benchmark is told on its command line; what it cannot take is answered with a sentence and its help. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { StartError } from '../platform/start-error.ts';

/** `--json`, which every benchmark takes. */
export const JSON_LINE = { json: { type: 'boolean', default: false } } as const;

/** `parseArgs`, with the help when that refuses. @throws StartError */
export function readOptions<T extends ParseArgsConfig>(help: string, config: T) {
  try {
    return parseArgs(config);
  } catch (cause) {
    throw new StartError(`${(cause as Error).message}\n\n${help}`, { cause });
  }
}

interface Range {
  least: number;
  most: number;
  /** whether it has to be an integer */
  whole?: true;
}

/** The number that an option says. @param name as people write it: `--rounds` @throws StartError when it is not in the range */
export function readNumber(help: string, name: string, text: string, { least, most, whole }: Range): number {
  const number = Number(text);
  if (number >= least && number <= most && (!whole || Number.isInteger(number))) return number;
  const kind = whole ? '정수' : '수';
  throw new StartError(
    `${least}에서 ${most}까지의 ${kind}여야 합니다 · ${name} is from ${least} to ${most}.\n\n${help}`,
  );
}
