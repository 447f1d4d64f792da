import { Button } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { LanguageSwitch } from '../app/language-switch.js';
import { useSignOut } from '../session/use-me.js';
import { StepUpDialog } from '../step-up/step-up-dialog.js';
import { useWords } from '../words/use-words.js';
import { FactorsPanels } from './factors-panels.js';
import css from './factors.module.css';

interface Props {
  /** Whether a factor came meanwhile; the recovery codes that came with it are put away first. */
  isDone: boolean;
  onDone: () => void;
}

/** Where somebody must set up a second factor before anything else is open. */
export function MustAddPage({ isDone, onDone }: Props) {
  const say = useWords();
  const cache = useQueryClient();
  const signOut = useSignOut();
  const [isKept, setKept] = useState(false);
  useEffect(() => {
    document.title = `${say('must-add.title')} · Uphold`;
  }, [say]);
  useEffect(() => {
    if (isDone && isKept) onDone();
  }, [isDone, isKept, onDone]);
  return (
    <main className={css.alone}>
      <div className={css.row}>
        <LanguageSwitch />
        <Button variant="subtle" onClick={() => signOut.mutate()}>
          {say('me.sign-out')}
        </Button>
      </div>
      <h1>{say('must-add.title')}</h1>
      <p>{say('must-add.hint')}</p>
      <FactorsPanels
        onCodesKept={() => {
          setKept(true);
          void cache.invalidateQueries({ queryKey: ['me'] });
        }}
      />
      <StepUpDialog />
      <Notifications position="bottom-right" zIndex={1000} />
    </main>
  );
}
