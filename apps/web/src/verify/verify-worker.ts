import { config } from 'zod';
import type { Task, Told } from './messages.js';

// Before the first schema is made: compiling one is what the content security policy refuses.
config({ jitless: true });

const tell = (told: Told) => postMessage(told);

onmessage = ({ data }: MessageEvent<Task>) => {
  import('./verify-file.js')
    .then(({ verifyFile }) => verifyFile(data, (progress) => tell({ progress })))
    .then((outcome) => tell({ outcome }))
    .catch((fault: unknown) => tell({ failed: fault instanceof Error ? fault.message : String(fault) }));
};
