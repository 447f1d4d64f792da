import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Dialog } from '../ui/dialog.js';
import form from '../ui/form.module.css';
import { useWords } from '../words/use-words.js';
import { Secret } from './secret.js';

interface Props {
  title: string;
  /** What to do with the secret, said beside it. */
  hint: string;
  onClose: () => void;
  /** The form that makes it. */
  children: (onMade: (made: { secret: string }) => void) => ReactNode;
}

/** Makes a secret, and shows it once. */
export function SecretDialog({ title, hint, onClose, children }: Props) {
  const say = useWords();
  const [secret, setSecret] = useState<string | null>(null);
  return (
    <Dialog title={title} onClose={onClose} size="md">
      {secret === null ? (
        children((made) => setSecret(made.secret))
      ) : (
        <div className={form.form}>
          <Secret value={secret} hint={hint} />
          <div className={form.foot}>
            <Button onClick={onClose}>{say('ui.close')}</Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}
