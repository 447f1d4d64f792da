import { Button } from '@mantine/core';
import { useFault } from '../words/use-fault.js';
import form from './form.module.css';
import { Notice } from './notice.js';

interface Props {
  doing: { error: Error | null; isPending: boolean };
  isReady: boolean;
  word: string;
}

/** The end of a form that is sent as it is: what went wrong the last time, and the button. */
export function FormFoot({ doing, isReady, word }: Props) {
  const fault = useFault();
  return (
    <>
      {doing.error && (
        <Notice tone="bad" isAlert>
          <p>{fault(doing.error)}</p>
        </Notice>
      )}
      <div className={form.foot}>
        <Button type="submit" loading={doing.isPending} disabled={!isReady}>
          {word}
        </Button>
      </div>
    </>
  );
}
