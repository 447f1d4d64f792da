import { SegmentedControl } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { AlarmView } from '#contracts';
import { useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import { Finding } from './finding.js';
import css from './integrity.module.css';

/** Alarms that are open, or those that were. */
export function AlarmsPanel() {
  const say = useWords();
  const [open, setOpen] = useState<'true' | 'false'>('true');
  const list = useRows('listAlarms', { open, limit: 20 });
  return (
    <Panel
      title={say('alarm.title')}
      isFlush
      acts={
        <SegmentedControl
          aria-label={say('alarm.which')}
          value={open}
          onChange={(next) => setOpen(next)}
          data={[
            { value: 'true', label: say('alarm.open') },
            { value: 'false', label: say('alarm.past') },
          ]}
        />
      }
    >
      <RowList
        list={list}
        empty={
          <Empty
            isSlim
            icon={<IconShieldCheck size={22} />}
            title={say(open === 'true' ? 'alarm.none' : 'alarm.none-past')}
            hint={say('alarm.how-cleared')}
          />
        }
      >
        {(rows) => (
          <ul>
            {rows.map((alarm) => (
              <Finding key={alarm.id} finding={alarm.finding}>
                <Times alarm={alarm} />
              </Finding>
            ))}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}

function Times({ alarm: { raisedAt, seenAt, clearedAt } }: { alarm: AlarmView }) {
  const say = useWords();
  const dates = useDates();
  return (
    <div className={css.meta}>
      <span>{say('alarm.raised', { time: dates.time(raisedAt) })}</span>
      {clearedAt ? (
        <span>{say('alarm.cleared', { time: dates.time(clearedAt) })}</span>
      ) : (
        <span>{say('alarm.seen', { time: dates.time(seenAt) })}</span>
      )}
    </div>
  );
}
