/** Prints `text` when a script was called with `--help`; true when that is all it should do. */
export function isHelp(text: string, args = process.argv): boolean {
  const asked = args.includes('--help') || args.includes('-h');
  if (asked) process.stdout.write(text);
  return asked;
}
