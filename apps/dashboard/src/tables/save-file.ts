/** Most characters of a name that any file system takes, with room for date and ending. */
const LONGEST_NAME = 80;

/** A file name of a title: letters, digits and dashes of any script, and the time it was made. */
export function fileName(title: string, ending: string, nowMs: number): string {
  const words = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  const time = new Date(nowMs).toISOString().slice(0, 19).replace(/[-:]/g, '');
  return `${words.slice(0, LONGEST_NAME) || 'kubemonitor'}-${time}Z.${ending}`;
}

/** Gives the reader a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Gives the reader a CSV file, marked as UTF-8 for spreadsheets. */
export function saveCsv(title: string, csv: string): void {
  const content = new Blob(['\uFEFF', csv], { type: 'text/csv;charset=utf-8' });
  saveFile(fileName(title, 'csv', Date.now()), content);
}
