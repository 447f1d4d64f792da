import { fileTypeFromBuffer } from 'file-type';
import { extname } from 'node:path';
import { Refusal } from '#contracts';

/** Bytes at a file's start by which its type is told. */
export const headSize = 4100;

const documents = 'application/vnd.openxmlformats-officedocument';
const open = 'application/vnd.oasis.opendocument';

/** Documents that are archives inside. */
const archives: Record<string, readonly string[]> = {
  [`${documents}.wordprocessingml.document`]: ['.docx'],
  [`${documents}.spreadsheetml.sheet`]: ['.xlsx'],
  [`${documents}.presentationml.presentation`]: ['.pptx'],
  [`${open}.text`]: ['.odt'],
  [`${open}.spreadsheet`]: ['.ods'],
  [`${open}.presentation`]: ['.odp'],
};

/** Media types that are taken as evidence, by what the content shows, and how names of such files end. */
const taken: Record<string, readonly string[]> = {
  'application/pdf': ['.pdf'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
  'image/tiff': ['.tif', '.tiff'],
  'audio/mpeg': ['.mp3'],
  'video/mp4': ['.mp4', '.m4v'],
  ...archives,
};

/** Whether files of this type are archives inside, into which must be looked before they are taken. */
export const isArchive = (mediaType: string): boolean => mediaType in archives;

/**
 * The name with an ending of its type. A name that says another type is not believed: whoever opens `report.bat` would
 * run what was shown to be a PDF.
 */
export function nameFor(fileName: string, mediaType: string): string {
  const endings = taken[mediaType];
  if (!endings || endings.includes(extname(fileName).toLowerCase())) return fileName;
  return `${fileName}${endings[0] ?? ''}`;
}

/** Text has no signature; its name says what kind it is. HTML and SVG could run scripts and are not taken. */
const textTypes: Record<string, string> = {
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.csv': 'text/csv',
  '.json': 'application/json',
  '.eml': 'message/rfc822',
};

/** The media type that the first bytes show, whatever the sender says. Refuses what is not taken as evidence. */
export async function mediaTypeOf(head: Uint8Array, fileName: string): Promise<string> {
  const shown = await fileTypeFromBuffer(head);
  if (shown && Object.hasOwn(taken, shown.mime)) return shown.mime;
  const asText = textTypes[extname(fileName).toLowerCase()];
  if (!shown && asText && isText(head)) return asText;
  throw new Refusal(
    'file-type-refused',
    `files like this (${shown?.mime ?? 'unknown content'}) are not taken as evidence`,
    {
      fields: [{ field: 'file', message: 'is of a type that is not taken as evidence' }],
    },
  );
}

function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}
