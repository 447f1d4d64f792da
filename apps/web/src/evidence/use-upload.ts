import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { routes, type Receipt } from '#contracts';
import { useIntention } from '../request/intention.js';
import { commandHeaders } from '../request/run-command.js';
import { tellRecorded } from '../receipt/tell-recorded.js';
import { upload } from '../request/upload.js';
import type { Word } from '../words/use-words.js';

export interface UploadCall {
  file: File;
  fields: Record<string, string | null>;
  /** The item that gets a new version of its file, and its version that the person saw; none for a new item. */
  replaces?: { id: string; version: number };
}

/** Sends a file as evidence and tells how far it is, and in the words of `onDone` that it was recorded. */
export function useUpload(onDone: (receipt: Receipt) => Word) {
  const cache = useQueryClient();
  const intention = useIntention();
  const [progress, setProgress] = useState(0);
  const mutation = useMutation({
    mutationFn: ({ file, fields, replaces }: UploadCall) =>
      upload({
        path: replaces ? routes.replaceEvidence.path.replace(':id', replaces.id) : routes.uploadEvidence.path,
        fields,
        file,
        headers: commandHeaders({
          version: replaces?.version,
          idempotencyKey: intention.keyFor([fields, replaces, file.name, file.size, file.lastModified]),
        }),
        onProgress: setProgress,
      }),
    onSuccess: (receipt) => {
      intention.settle();
      tellRecorded(receipt, onDone(receipt));
      void cache.invalidateQueries();
    },
    onError: (error) => intention.settle(error),
  });
  return {
    run: mutation.mutate,
    isRunning: mutation.isPending,
    error: mutation.error,
    progress,
    reset: mutation.reset,
  };
}
