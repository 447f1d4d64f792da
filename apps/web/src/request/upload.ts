import { apiBase, Receipt } from '#contracts';
import { problemOf, ProblemError, UnreachableError } from './problem-error.js';
import { csrfHeader } from './request.js';

interface Upload {
  /** Path under the API's base. */
  path: string;
  /** Sent before the file, so that the server can refuse before it takes the bytes. */
  fields: Record<string, string | null | undefined>;
  file: File;
  headers: Record<string, string>;
  onProgress: (share: number) => void;
  signal?: AbortSignal;
}

/** Sends a file with progress; `fetch` cannot tell how much of a request has gone out. */
export function upload({ path, fields, file, headers, onProgress, signal }: Upload): Promise<Receipt> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
  form.append('file', file, file.name);

  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', `${apiBase}${path}`);
    sending.responseType = 'json';
    for (const [name, value] of Object.entries({ ...csrfHeader(), ...headers }))
      sending.setRequestHeader(name, value);
    sending.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    sending.onload = () => {
      if (sending.status < 300) resolve(Receipt.parse(sending.response));
      else reject(new ProblemError(problemOf(sending.status, sending.response)));
    };
    sending.onerror = () => reject(new UnreachableError('no answer'));
    sending.onabort = () => reject(new UnreachableError('stopped'));
    signal?.addEventListener('abort', () => sending.abort());
    sending.send(form);
  });
}
