/** Which system this is, and the command with which it installs what is missing. Pure. */

/**
 * @typedef {'debian' | 'ubuntu' | 'fedora' | 'suse' | 'arch' | 'alpine' | 'macos' | 'other'} Family
 * @typedef {'ffmpeg' | 'chromium' | 'korean-font'} Tool
 */

/** @type {Record<Exclude<Family, 'other'>, Record<Tool, string[]>>} */
const PACKAGES = {
  debian: { ffmpeg: ['ffmpeg'], chromium: ['chromium'], 'korean-font': ['fontconfig', 'fonts-noto-cjk'] },
  // Ubuntu's own package of Chromium is a door to the snap store.
  ubuntu: { ffmpeg: ['ffmpeg'], chromium: [], 'korean-font': ['fontconfig', 'fonts-noto-cjk'] },
  fedora: {
    ffmpeg: ['ffmpeg'],
    chromium: ['chromium'],
    'korean-font': ['fontconfig', 'google-noto-sans-cjk-fonts'],
  },
  suse: { ffmpeg: ['ffmpeg'], chromium: ['chromium'], 'korean-font': ['fontconfig', 'noto-sans-cjk-fonts'] },
  arch: { ffmpeg: ['ffmpeg'], chromium: ['chromium'], 'korean-font': ['fontconfig', 'noto-fonts-cjk'] },
  alpine: { ffmpeg: ['ffmpeg'], chromium: ['chromium'], 'korean-font': ['fontconfig', 'font-noto-cjk'] },
  macos: { ffmpeg: ['ffmpeg'], chromium: ['--cask chromium'], 'korean-font': ['fontconfig'] },
};

/**
 * @param {string} platform as in process.platform
 * @param {string} osRelease text of /etc/os-release, empty where there is none
 * @returns {Family}
 */
export function systemFamily(platform, osRelease) {
  if (platform === 'darwin') return 'macos';
  const value = (/** @type {string} */ name) =>
    new RegExp(`^${name}=["']?([^"'\n]*)`, 'm').exec(osRelease)?.[1]?.toLowerCase() ?? '';
  const names = [value('ID'), ...value('ID_LIKE').split(/\s+/)];
  /** @type {[string, Family][]} */
  const known = [
    ['ubuntu', 'ubuntu'],
    ['debian', 'debian'],
    ['fedora', 'fedora'],
    ['rhel', 'fedora'],
    ['suse', 'suse'],
    ['opensuse', 'suse'],
    ['arch', 'arch'],
    ['alpine', 'alpine'],
  ];
  return (
    known.find(([name]) => names.some((one) => one === name || one.startsWith(`${name}-`)))?.[1] ?? 'other'
  );
}

/**
 * The one command a person types to install the tools; null where we do not know the system.
 * @param {Family} family
 * @param {Tool[]} tools
 * @param {{ root: boolean }} who
 */
export function commandToType(family, tools, { root }) {
  if (family === 'other') return null;
  const names = tools.flatMap((tool) => PACKAGES[family][tool]).join(' ');
  const sudo = root ? '' : 'sudo ';
  switch (family) {
    case 'debian':
    case 'ubuntu': {
      const apt = `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${names}`;
      const snap = `${sudo}snap install chromium`;
      if (family === 'debian' || !tools.includes('chromium')) return apt;
      return names ? `${apt} && ${snap}` : snap;
    }
    case 'fedora':
      return `${sudo}dnf install -y --allowerasing ${names}`;
    case 'suse':
      return `${sudo}zypper install -y ${names}`;
    case 'arch':
      return `${sudo}pacman -S --needed ${names}`;
    case 'alpine':
      return `${sudo}apk add ${names}`;
    case 'macos':
      return `brew install ${names}`;
  }
}

/**
 * The commands that set-up itself runs, one after the other: on Debian and Ubuntu as root, where that
 * is what a fresh container or server is. Empty = a person has to.
 * @param {Family} family
 * @param {Tool[]} tools
 * @param {{ root: boolean }} who
 * @returns {string[][]}
 */
export function commandsToRun(family, tools, { root }) {
  if (!root || (family !== 'debian' && family !== 'ubuntu')) return [];
  const names = tools.flatMap((tool) => PACKAGES[family][tool]);
  if (names.length === 0) return [];
  return [
    ['apt-get', 'update'],
    ['apt-get', '-o', 'DPkg::Lock::Timeout=300', 'install', '-y', '--no-install-recommends', ...names],
  ];
}
