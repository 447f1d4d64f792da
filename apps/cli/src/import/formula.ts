/** The warning for a cell that a spreadsheet program would calculate. It is text here, and stays so. */
export function formulaWarning(column: string): string {
  return `${column} begins like a formula; it is imported as the text that it is`;
}
