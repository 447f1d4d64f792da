import { fileTypeFromBuffer } from 'file-type';
import { extname } from 'node:path';
import { Refusal } from '#contracts';

/** Bytes at a file's start by which its type is told. */
export const headSize = 4100;

/** Media types that are taken as evidence, by what the content shows. */
const taken = new Set([
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/tiff',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'audio/mpeg',
  'video/mp4',
]);

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
  if (shown && taken.has(shown.mime)) return shown.mime;
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
