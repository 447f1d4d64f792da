/** A small file that a demo person brings as evidence. */
export interface DemoFile {
  fileName: string;
  bytes: Buffer;
}

const notice = 'Demonstration document. Its content is invented.';

/** A text file. */
export const note = (fileName: string, ...lines: string[]): DemoFile => ({
  fileName,
  bytes: Buffer.from([notice, '', ...lines, ''].join('\n')),
});

/** A CSV file. */
export const sheet = (fileName: string, ...rows: (string | number)[][]): DemoFile => ({
  fileName,
  bytes: Buffer.from([...rows, [notice]].map((row) => row.join(',')).join('\r\n') + '\r\n'),
});

/** A PDF of one page. */
export const paper = (fileName: string, title: string, ...lines: string[]): DemoFile => ({
  fileName,
  bytes: pdf(title, [...lines, '', notice]),
});

/** A PDF 1.4 file of one page, by ISO 32000-1 section 7.5: header, objects, cross-reference table, trailer. */
function pdf(title: string, lines: readonly string[]): Buffer {
  const text = [
    'BT /F1 16 Tf 60 770 Td 20 TL',
    `(${escaped(title)}) Tj T* /F1 11 Tf 15 TL T*`,
    ...lines.map((line) => `(${escaped(line)}) Tj T*`),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, place) => {
    const offset = file.length;
    file += `${place + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function escaped(line: string): string {
  return line.replace(/[\\()]/g, (special) => `\\${special}`);
}
