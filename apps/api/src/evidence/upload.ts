import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { evidenceSizeMax, Refusal, type StoredFile } from '#contracts';
import type { EvidenceFiles } from '#store';
import { parsed } from '../door/validation.js';

/**
 * Takes a multipart upload: text fields first, then one file, which is streamed to where evidence is kept. The
 * fields are checked before a byte of the file is taken.
 */
export async function receiveUpload<T extends z.ZodType>(
  request: FastifyRequest,
  contract: T,
  files: EvidenceFiles,
): Promise<{ fields: z.infer<T>; file: StoredFile }> {
  if (!request.isMultipart()) throw new Refusal('unsupported-media-type', 'send multipart/form-data');
  refuseTooLarge(request);
  const given: Record<string, unknown> = {};
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (part.fieldname in given) throw faultAt(part.fieldname, 'is given twice');
      given[part.fieldname] = part.value;
      continue;
    }
    if (part.fieldname !== 'file') throw faultAt(part.fieldname, 'is not known here');
    const fields = parsed(contract, given);
    const file = await files.receive({ fileName: part.filename, stream: part.file });
    return { fields, file };
  }
  throw faultAt('file', 'is needed');
}

/** What is announced as too large is refused before it is sent; what is not announced, while it is received. */
function refuseTooLarge({ headers }: FastifyRequest): void {
  const formOverhead = 64 * 1024;
  if (Number(headers['content-length'] ?? 0) > evidenceSizeMax + formOverhead) {
    throw new Refusal('file-too-large', `a file of evidence has at most ${evidenceSizeMax} bytes`);
  }
}

function faultAt(field: string, message: string): Refusal {
  return new Refusal('invalid-input', `${field} ${message}`, { fields: [{ field, message }] });
}
