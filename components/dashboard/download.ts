/** Hands the reader a file that was made in the browser. */
export function download(blob: Blob, file: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = file;
  link.click();
  // The browser has taken hold of it by the next turn, not yet in this one.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
