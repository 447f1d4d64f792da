import { Button, Popover } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCalendarTime } from '@tabler/icons-react';
import { useState } from 'react';
import { useMe } from '../session/use-me.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import { fromLocal, toLocal } from './local-time.js';
import css from './past.module.css';
import { TimeInput } from './time-input.js';
import { useAsOf, useGoToTime } from './use-as-of.js';

const dayMs = 86_400_000;
/** Steps back that are offered beside typing a time. */
const steps = [
  { word: 'past.week', days: 7 },
  { word: 'past.month', days: 30 },
  { word: 'past.quarter', days: 91 },
] as const;

/** Chooses the time as of which everything is shown. */
export function AsOfControl() {
  const say = useWords();
  const dates = useDates();
  const asOf = useAsOf();
  const time = asOf && dates.time(asOf);
  const [isOpen, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={isOpen}
      onDismiss={close}
      position="bottom-end"
      width={290}
      trapFocus
      returnFocus
      withinPortal={false}
    >
      <Popover.Target>
        <Button
          variant={asOf ? 'filled' : 'subtle'}
          size="compact-md"
          className={css.control}
          aria-label={time ? say('past.control-at', { time }) : say('past.control')}
          aria-haspopup="dialog"
          leftSection={<IconCalendarTime size={18} aria-hidden />}
          onClick={toggle}
        >
          <span className={css.controlWord}>{time ?? say('past.control')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={say('past.control')}>
        {isOpen && <TimeForm onDone={close} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function TimeForm({ onDone }: { onDone: () => void }) {
  const say = useWords();
  const asOf = useAsOf();
  const goTo = useGoToTime();
  const dates = useDates();
  const { foundedAt } = useMe().installation;
  const [opened] = useState(() => Date.now());
  const [local, setLocal] = useState(() => toLocal(new Date(asOf ?? opened - dayMs)));
  const [isTried, setTried] = useState(false);
  const time = fromLocal(local);
  const fault = faultOf(time, foundedAt);
  const look = () => {
    setTried(true);
    if (time === null || fault) return;
    goTo(time);
    onDone();
  };
  return (
    <form
      className={css.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        look();
      }}
    >
      <TimeInput
        label={say('past.time')}
        value={local}
        onChange={setLocal}
        error={isTried && fault ? say(fault, { time: dates.time(foundedAt) }) : undefined}
      />
      <div className={css.steps}>
        {steps.map(({ word, days }) => (
          <Button
            key={word}
            size="compact-sm"
            variant="default"
            onClick={() => setLocal(toLocal(new Date(opened - days * dayMs)))}
          >
            {say(word)}
          </Button>
        ))}
      </div>
      <div className={css.foot}>
        {asOf && (
          <Button
            variant="default"
            onClick={() => {
              goTo(undefined);
              onDone();
            }}
          >
            {say('past.back')}
          </Button>
        )}
        <Button type="submit">{say('past.look')}</Button>
      </div>
    </form>
  );
}

/** Why nobody can look at this time; null where one can. */
function faultOf(time: string | null, foundedAt: string): 'past.not-past' | 'past.before-all' | null {
  if (time === null || Date.parse(time) > Date.now()) return 'past.not-past';
  return Date.parse(time) < Date.parse(foundedAt) ? 'past.before-all' : null;
}
