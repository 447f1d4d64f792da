import type { Multipart, MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { evidenceSizeMax, Refusal, type StoredFile } from '#contracts';
import type { EvidenceFiles } from '#store';
import { parsed } from '../door/validation.js';

const patienceMs = 5_000;

/** What an upload brought: its fields by their contract, and the file as it is kept. */
export interface Upload<T extends z.ZodType> {
  fields: z.infer<T>;
  file: StoredFile;
}

/**
 * Takes a multipart upload: text fields first, then one file, which is streamed to where evidence is kept. The
 * fields are checked before a byte of the file is taken; a file that is followed by anything is not kept.
 */
export async function receiveUpload<T extends z.ZodType>(
  request: FastifyRequest,
  contract: T,
  files: EvidenceFiles,
): Promise<Upload<T>> {
  if (!request.isMultipart()) throw new Refusal('unsupported-media-type', 'send multipart/form-data');
  refuseTooLarge(request);
  const given = new Map<string, unknown>();
  let upload: Upload<T> | null = null;
  try {
    for await (const part of partsOf(request)) {
      if (upload) throw faultAt(part.fieldname, 'comes after the file');
      if (part.type === 'file') {
        if (part.fieldname !== 'file') throw faultAt(part.fieldname, 'is not known here');
        const fields = parsed(contract, Object.fromEntries(given));
        upload = { fields, file: await receive(part, files) };
      } else {
        if (given.has(part.fieldname)) throw faultAt(part.fieldname, 'is given twice');
        given.set(part.fieldname, part.value);
      }
    }
  } catch (fault) {
    if (upload) await files.discard(upload.file);
    hearOut(request);
    throw fault;
  }
  if (!upload) throw faultAt('file', 'is needed');
  return upload;
}

async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  try {
    yield* request.parts();
  } catch (fault) {
    throw asTold(fault);
  }
}

async function receive({ filename, file }: MultipartFile, files: EvidenceFiles): Promise<StoredFile> {
  try {
    return await files.receive({ fileName: filename, stream: file });
  } catch (fault) {
    throw asTold(fault);
  }
}

/** A form that cannot be read or breaks off comes as a plain error; what the file system or Fastify say has marks. */
function asTold(fault: unknown): unknown {
  const marks = ['syscall', 'statusCode'];
  if (fault instanceof Refusal || marks.some((mark) => mark in Object(fault))) return fault;
  return new Refusal('malformed-body', 'the form cannot be read, or breaks off');
}

/**
 * Lets a sender who is refused finish, so that the refusal is read and not lost with the connection, and cuts off
 * whoever goes on for longer.
 */
function hearOut({ raw }: FastifyRequest): void {
  raw.unpipe();
  raw.resume();
  const cut = setTimeout(() => raw.destroy(), patienceMs).unref();
  raw.once('close', () => clearTimeout(cut));
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
