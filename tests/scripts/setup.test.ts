import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { fingerprint, frontEndIsStale } from '../../scripts/setup/front-end.mjs';
import { differingPackages } from '../../scripts/setup/packages.mjs';
import { commandsToRun, commandToType, systemFamily } from '../../scripts/setup/system.mjs';
import { isRecentFfmpeg, isUsableFfmpeg } from '../../scripts/setup/tools.mjs';
import { pathOutsidePackages } from '../../scripts/setup/work.mjs';

describe('ffmpeg', () => {
  test.each([
    ['ffmpeg version 5.1.9-0+deb12u1 Copyright (c) 2000-2026', true],
    ['ffprobe version 7.1 Copyright (c) 2007-2024', true],
    ['ffmpeg version n6.0 Copyright', true],
    ['ffmpeg version 10.0.1 Copyright', true],
    ['ffmpeg version 5.0.1 Copyright', false],
    ['ffmpeg version 4.4.2-0ubuntu0.22.04.1 Copyright', false],
    ['ffmpeg version N-113007-g8d24a28d06 Copyright', true],
    ['ffmpeg version 2024-05-01-git-96449cfeae Copyright', true],
    ['spawn ffmpeg ENOENT', false],
    ['', false],
  ])('%j is 5.1 or newer: %s', (output, recent) => expect(isRecentFfmpeg(output)).toBe(recent));

  test('is of no use without an H.264 encoder', () => {
    const version = 'ffmpeg version 6.1.1 Copyright (c)\nconfiguration: --enable-gpl';
    expect(isUsableFfmpeg(`${version} --enable-libx264`)).toBe(true);
    expect(isUsableFfmpeg(`${version} --enable-libopenh264`)).toBe(false);
  });
});

describe('system', () => {
  test.each([
    ['linux', 'NAME="Debian GNU/Linux"\nID=debian\n', 'debian'],
    ['linux', 'ID=ubuntu\nID_LIKE=debian\n', 'ubuntu'],
    ['linux', 'ID=linuxmint\nID_LIKE="ubuntu debian"\n', 'ubuntu'],
    ['linux', 'ID=raspbian\nID_LIKE=debian\n', 'debian'],
    ['linux', 'ID="rocky"\nID_LIKE="rhel centos fedora"\n', 'fedora'],
    ['linux', 'ID="opensuse-leap"\nID_LIKE="suse opensuse"\n', 'suse'],
    ['linux', 'ID=arch\n', 'arch'],
    ['linux', 'ID=alpine\n', 'alpine'],
    ['linux', 'ID=nixos\n', 'other'],
    ['linux', '', 'other'],
    ['darwin', '', 'macos'],
  ])('%s with %j is %s', (platform, osRelease, family) => {
    expect(systemFamily(platform, osRelease)).toBe(family);
  });

  const user = { root: false };
  const root = { root: true };

  test('as root on Debian, set-up installs everything itself', () => {
    const [update, install] = commandsToRun('debian', ['ffmpeg', 'korean-font'], root);
    expect(update).toEqual(['apt-get', 'update']);
    expect(install?.slice(-3)).toEqual(['ffmpeg', 'fontconfig', 'fonts-noto-cjk']);
  });

  test('elsewhere, it leaves that to a person', () => {
    expect(commandsToRun('debian', ['ffmpeg'], user)).toEqual([]);
    expect(commandsToRun('fedora', ['ffmpeg'], root)).toEqual([]);
    expect(commandsToRun('macos', ['ffmpeg'], user)).toEqual([]);
    expect(commandsToRun('ubuntu', ['chromium'], root)).toEqual([]);
  });

  test.each([
    [
      'debian',
      ['ffmpeg'],
      user,
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends ffmpeg',
    ],
    ['debian', ['chromium'], root, 'apt-get update && apt-get install -y --no-install-recommends chromium'],
    ['ubuntu', ['chromium'], user, 'sudo snap install chromium'],
    ['fedora', ['ffmpeg'], user, 'sudo dnf install -y --allowerasing ffmpeg'],
    ['arch', ['ffmpeg', 'chromium'], user, 'sudo pacman -S --needed ffmpeg chromium'],
    ['alpine', ['ffmpeg'], root, 'apk add ffmpeg'],
    ['macos', ['ffmpeg'], user, 'brew install ffmpeg'],
    ['other', ['ffmpeg'], user, null],
  ] as const)('%s, %j, %j: %s', (family, tools, who, command) => {
    expect(commandToType(family, [...tools], who)).toBe(command);
  });
});

describe('packages', () => {
  const here = { platform: 'linux', arch: 'x64' };
  const fastify = { version: '5.0.0', integrity: 'sha512-a' };
  const binary = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] };

  test('match when everything for this system is there', () => {
    const elsewhere = { ...binary, os: ['darwin'] };
    const locked = { '': {}, 'node_modules/fastify': fastify, 'node_modules/mac': elsewhere };
    expect(differingPackages(locked, { 'node_modules/fastify': fastify }, here)).toEqual([]);
  });

  test.each([
    ['missing', {}],
    ['of another version', { 'node_modules/fastify': { ...fastify, version: '4.0.0' } }],
    ['of other contents', { 'node_modules/fastify': { ...fastify, integrity: 'sha512-b' } }],
  ])('differ when one is %s', (_, installed) => {
    expect(differingPackages({ '': {}, 'node_modules/fastify': fastify }, installed, here)).toEqual([
      'node_modules/fastify',
    ]);
  });

  test('differ when they were brought along from another kind of machine', () => {
    expect(differingPackages({ 'node_modules/pg-linux': binary }, {}, here)).toEqual([
      'node_modules/pg-linux',
    ]);
  });

  test('are replaced by the machine’s own Node, not by the one among them', () => {
    const path = '/clone/node_modules/.bin:/up/node_modules/.bin:/usr/local/bin:/usr/bin';
    expect(pathOutsidePackages(path)).toBe('/usr/local/bin:/usr/bin');
  });
});

describe('front end', () => {
  const root = mkdtempSync(join(tmpdir(), 'madang-front-end-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const sources = ['web', 'shared', 'server/contract', 'index.html', 'vite.config.ts', 'package-lock.json'];
  const build = () => {
    write('dist/web/index.html', '');
    write('dist/web.stamp', fingerprint(root, sources));
  };

  test('is stale until it was built', () => {
    write('web/pages/home.tsx', 'one');
    expect(frontEndIsStale(root)).toBe(true);
    build();
    expect(frontEndIsStale(root)).toBe(false);
  });

  test.each([
    'web/pages/home.tsx',
    'web/new.css',
    'shared/new.ts',
    'server/contract/lectures.ts',
    'vite.config.ts',
  ])('is stale when %s changes', (path) => {
    build();
    write(path, `changed ${path}`);
    expect(frontEndIsStale(root)).toBe(true);
  });

  test('is not stale when the server changes', () => {
    build();
    write('server/app.ts', 'changed');
    expect(frontEndIsStale(root)).toBe(false);
  });
});
