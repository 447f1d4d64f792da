import { useCallback, useEffect, useRef, useState } from 'react';
import type { Outcome, Task, Told } from './messages.js';

export type Verifying =
  | { step: 'idle' }
  | { step: 'running'; progress: number; size: number }
  | { step: 'done'; outcome: Outcome; fileName: string }
  | { step: 'failed'; why: string };

/** Verifies a file beside the page, which stays alive meanwhile; a cancelled verification leaves nothing running. */
export function useVerifier() {
  const [state, setState] = useState<Verifying>({ step: 'idle' });
  const running = useRef<Worker>(undefined);
  const stop = useCallback(() => {
    running.current?.terminate();
    running.current = undefined;
  }, []);
  useEffect(() => stop, [stop]);
  const cancel = useCallback(() => {
    stop();
    setState({ step: 'idle' });
  }, [stop]);
  const verify = useCallback(
    (task: Task) => {
      stop();
      const { size, name: fileName } = task.file;
      const worker = new Worker(new URL('./verify-worker.ts', import.meta.url), { type: 'module' });
      running.current = worker;
      setState({ step: 'running', progress: 0, size });
      const end = (last: Verifying) => {
        stop();
        setState(last);
      };
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ('progress' in data) setState({ step: 'running', progress: data.progress, size });
        else if ('outcome' in data) end({ step: 'done', outcome: data.outcome, fileName });
        else end({ step: 'failed', why: data.failed });
      };
      worker.onerror = ({ message }) => end({ step: 'failed', why: message });
      worker.postMessage(task);
    },
    [stop],
  );
  return { state, verify, cancel };
}
