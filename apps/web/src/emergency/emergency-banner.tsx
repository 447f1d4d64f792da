import { Button } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import css from '../integrity/integrity.module.css';
import { useMe } from '../session/use-me.js';
import { useWords } from '../words/use-words.js';
import { EndDialog } from './end-dialog.js';
import { TimeLeft } from './time-left.js';
import { useEmergencies } from './use-emergencies.js';

/** Above every page: to the holder that they read in an emergency, and to those who answer for it that somebody does. */
export function EmergencyBanner() {
  const say = useWords();
  const { person } = useMe();
  const [isEnding, setEnding] = useState(false);
  const open = useEmergencies();
  const own = open.find(({ requestedById, isRunning }) => isRunning && requestedById === person.id);
  const others = open.filter(({ requestedById }) => requestedById !== person.id);
  const running = others.filter(({ isRunning }) => isRunning).length;
  const waiting = others.length - running;
  return (
    <>
      {own && (
        <div className={css.banner} role="alert">
          <IconUrgent size={20} aria-hidden />
          <span>{say('emergency.banner-own')}</span>
          <TimeLeft access={own} />
          <Link to="/emergency-access">{say('emergency.open')}</Link>
          <Button size="compact-xs" color="red" onClick={() => setEnding(true)}>
            {say('emergency.end-now')}
          </Button>
          {isEnding && <EndDialog access={own} onClose={() => setEnding(false)} />}
        </div>
      )}
      {others.length > 0 && (
        <div className={css.banner} role="status">
          <IconUrgent size={20} aria-hidden />
          {running > 0 && <span>{say('emergency.banner-running', { count: running })}</span>}
          {waiting > 0 && <span>{say('emergency.banner-waiting', { count: waiting })}</span>}
          <Link to="/emergency-access">{say('emergency.open')}</Link>
        </div>
      )}
    </>
  );
}
