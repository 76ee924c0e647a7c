/** What of HLS playlists (RFC 8216) a kept lecture consists of. Pure. */

/**
 * The master playlist with one rung alone, and its sound.
 * @param rung name of its playlist, without `.m3u8`; null when there is no such rung
 */
export function onlyRung(master: string, rung: string): string | null {
  const lines = master.trimEnd().split('\n');
  const at = lines.indexOf(`${rung}.m3u8`);
  if (at < 1) return null;
  const kept = lines.filter((line, nth) => {
    const isVariant = line.startsWith('#EXT-X-STREAM-INF') || !line.startsWith('#');
    return !isVariant || nth === at || nth === at - 1;
  });
  return `${kept.join('\n')}\n`;
}

/** Files that a playlist names, each once: what its tags ask for, and what it lists. */
export function filesIn(playlist: string): string[] {
  const named = playlist.split('\n').flatMap((line) => {
    if (line.startsWith('#')) return /URI="([^"]+)"/.exec(line)?.[1] ?? [];
    return line.trim() || [];
  });
  return [...new Set(named)];
}
