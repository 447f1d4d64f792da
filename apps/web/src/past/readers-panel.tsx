import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReaderView, RecommendationView } from '#contracts';
import { canRead } from '#permissions';
import { useRows } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { Scope } from '../ui/scope.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './past.module.css';
import { useAsOf } from './use-as-of.js';

/** Who can see a recommendation, or could at the time that is looked at; for those who may know. */
export function ReadersPanel({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const dates = useDates();
  const asOf = useAsOf();
  const [isOpen, setOpen] = useState(false);
  if (!canRead(useActor(), 'reader', { recommendation })) return null;
  return (
    <Panel title={asOf ? say('readers.then', { time: dates.time(asOf) }) : say('readers.now')}>
      {isOpen ? (
        <Readers id={recommendation.id} />
      ) : (
        <Button variant="default" size="xs" leftSection={<IconEye size={15} />} onClick={() => setOpen(true)}>
          {say('readers.show')}
        </Button>
      )}
    </Panel>
  );
}

function Readers({ id }: { id: string }) {
  const say = useWords();
  const list = useRows('listReaders', {}, true, id);
  return (
    <RowList list={list} empty={<p className="soft">{say('readers.nobody')}</p>}>
      {(readers) => (
        <ul className={css.readers}>
          {readers.map((reader) => (
            <Reader key={reader.person.id} reader={reader} />
          ))}
        </ul>
      )}
    </RowList>
  );
}

function Reader({ reader: { person, grants } }: { reader: ReaderView }) {
  const say = useWords();
  return (
    <li>
      <bdi>
        <strong>{person.name}</strong>
      </bdi>
      {grants.map(({ id, role, scopeType, scopeName }) => (
        <div key={id} className="soft small">
          {say(wordOf('role', role))} · <Scope scopeType={scopeType} scopeName={scopeName} />
        </div>
      ))}
    </li>
  );
}
