/** Whether a spreadsheet program would take this cell for a formula (OWASP, CSV Injection). */
export function looksLikeFormula(cell: string): boolean {
  return /^[=+\-@\t\r]/.test(cell);
}

/** A cell that a spreadsheet program takes for text: an apostrophe stands before what looks like a formula. */
export function harmless(cell: string): string {
  return looksLikeFormula(cell) ? `'${cell}` : cell;
}
