/** The rules of the house (docs/architecture: who may import whom, sizes, settings) as tests. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTINGS } from '../server/config.ts';
import { allImports, type Import, importsOf, sourceFiles } from './support/imports.ts';

const FEATURES = [
  'announcements',
  'audit',
  'learners',
  'accounts',
  'catalogue',
  'recordings',
  'captions',
  'notes',
  'playback',
  'privacy',
  'progress',
  'certificates',
  'institution',
  'operations',
  'quality',
  'questions',
  'sso',
  'statistics',
  'surveys',
];
const imports = allImports();
const shown = (found: Import[]) => found.map(({ from, to }) => `${from} → ${to}`);
const featureOf = (path: string) => FEATURES.find((feature) => path.startsWith(`server/${feature}/`));
const isOurs = (path: string) => /^(server|shared|transcode|web|scripts|tests)\//.test(path);

test('imports are read', () => {
  const source = `import a, { type B } from '../b.ts';\nimport type { C } from './c.ts';\nimport { type D } from 'd';\nexport { e } from './e.ts';\nawait import('./f.ts');\nimport './g.css';`;
  expect(importsOf('server/x/a.ts', source)).toEqual([
    { from: 'server/x/a.ts', to: 'server/b.ts', typeOnly: false },
    { from: 'server/x/a.ts', to: 'server/x/c.ts', typeOnly: true },
    { from: 'server/x/a.ts', to: 'd', typeOnly: true },
    { from: 'server/x/a.ts', to: 'server/x/e.ts', typeOnly: false },
    { from: 'server/x/a.ts', to: 'server/x/g.css', typeOnly: false },
    { from: 'server/x/a.ts', to: 'server/x/f.ts', typeOnly: false },
  ]);
  expect(imports.length).toBeGreaterThan(100);
});

describe('who may import whom', () => {
  test('what is shared imports nothing: browsers, servers and scripts can take it as it is', () => {
    const wrong = imports.filter(({ from, to }) => from.startsWith('shared/') && !to.startsWith('shared/'));
    expect(shown(wrong)).toEqual([]);
    expect(imports.some(({ to }) => to.startsWith('shared/'))).toBe(true);
  });

  test('the front end imports nothing of the server but types of the contract', () => {
    const wrong = imports.filter(
      ({ from, to, typeOnly }) =>
        from.startsWith('web/') &&
        isOurs(to) &&
        !/^(web|shared)\//.test(to) &&
        !(to.startsWith('server/contract/') && typeOnly),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test('the server imports neither the worker nor the front end nor scripts', () => {
    const wrong = imports.filter(
      ({ from, to }) => from.startsWith('server/') && isOurs(to) && !/^(server|shared)\//.test(to),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test('the worker imports what the server shares with it, and no routes', () => {
    const shared =
      /^server\/(contract\/|database\/|storage\/|queue\/|recordings\/(?!routes)|captions\/(?![\w-]*routes)|(config|log|errors|metrics|process)\.ts)/;
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith('transcode/') && isOurs(to) && !to.startsWith('transcode/') && !shared.test(to),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test('the contract imports nothing of ours', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        from.startsWith('server/contract/') && isOurs(to) && !to.startsWith('server/contract/'),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test('database, storage, queue, mail and http know no feature', () => {
    const wrong = imports.filter(
      ({ from, to }) => /^server\/(database|storage|queue|mail|http)\//.test(from) && featureOf(to),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test('no feature imports another’s routes', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        featureOf(from) && featureOf(to) !== featureOf(from) && /^server\/\w+\/[\w-]*routes\.ts$/.test(to),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test('features form no circle', () => {
    const uses = new Map(FEATURES.map((feature) => [feature, new Set<string>()]));
    for (const { from, to } of imports) {
      const [user, used] = [featureOf(from), featureOf(to)];
      if (user && used && user !== used) uses.get(user)?.add(used);
    }
    expect(circleIn(uses)).toBeNull();
    expect(
      circleIn(
        new Map([
          ['a', new Set(['b'])],
          ['b', new Set(['a'])],
        ]),
      ),
    ).toEqual(['a', 'b', 'a']);
  });

  test.each([
    ['fluent-ffmpeg', /^transcode\/ffmpeg\.ts$/],
    ['@aws-sdk/', /^server\/storage\//],
    ['pg-boss', /^server\/queue\//],
    ['nodemailer', /^server\/mail\//],
    ['openid-client', /^server\/sso\/provider\.ts$/],
    ['jose', /^server\/sso\/provider\.ts$/],
  ])('only one place knows %s', (name, place) => {
    const wrong = imports.filter(
      ({ from, to }) => to.startsWith(name) && !place.test(from) && !from.startsWith('tests/'),
    );
    expect(shown(wrong)).toEqual([]);
  });

  test('only transcode/ffmpeg.ts of the platform starts processes', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        /^(server|shared|transcode|web)\//.test(from) &&
        to.includes('child_process') &&
        from !== 'transcode/ffmpeg.ts',
    );
    expect(shown(wrong)).toEqual([]);
  });
});

test('only config.ts reads the environment', () => {
  const platform = sourceFiles().filter((file) =>
    /^(server|shared|transcode|web|scripts)\/.*\.tsx?$/.test(file),
  );
  const wrong = platform.filter(
    (file) => file !== 'server/config.ts' && /process\.env\b/.test(readFileSync(file, 'utf8')),
  );
  expect(wrong).toEqual([]);
});

test('no source file passes 300 lines', () => {
  const long = sourceFiles().filter((file) => readFileSync(file, 'utf8').split('\n').length > 301);
  expect(long).toEqual([]);
});

test('every class that a component names stands in its style sheet', () => {
  const wrong = sourceFiles()
    .filter((file) => /^web\/.*\.tsx$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      const sheets = [...source.matchAll(/^import (\w+) from '(\..+\.module\.css)';$/gm)];
      const code = source.replace(/^import .*$/gm, '');
      return sheets.flatMap(([, name = '', path = '']) => {
        const sheet = readFileSync(join(dirname(file), path), 'utf8');
        const named = [...code.matchAll(new RegExp(`\\b${name}\\.(\\w+)`, 'g'))].map(([, one]) => one);
        return named.filter((one) => !new RegExp(`\\.${one}\\b`).test(sheet)).map((one) => `${file}: ${one}`);
      });
    });
  expect(wrong).toEqual([]);
});

test('README tells of every setting, and of no other', () => {
  const readme = readFileSync('README.md', 'utf8');
  const table = readme.split('\n').filter((line) => line.startsWith('| `'));
  const told = table.flatMap((line) =>
    [...(line.split('|')[1] ?? '').matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name]) => name),
  );
  expect(told.sort()).toEqual([...SETTINGS].sort());
});

/** A way from a feature back to itself, or null. */
function circleIn(uses: ReadonlyMap<string, ReadonlySet<string>>): string[] | null {
  const walk = (path: string[]): string[] | null => {
    for (const next of uses.get(path.at(-1) ?? '') ?? []) {
      if (path.includes(next)) return [...path.slice(path.indexOf(next)), next];
      const found = walk([...path, next]);
      if (found) return found;
    }
    return null;
  };
  for (const start of uses.keys()) {
    const found = walk([start]);
    if (found) return found;
  }
  return null;
}
