/** Hands a file to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken it up by then; a press that never ends keeps nothing in memory.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
