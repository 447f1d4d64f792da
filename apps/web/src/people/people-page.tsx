import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconPlus, IconSearch, IconUsers } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { PersonState, PersonView } from '#contracts';
import { mayReadAll } from '#permissions';
import { NotThere } from '../app/not-there.js';
import { useSearchChange } from '../app/use-search-change.js';
import { ListLinks } from '../people-import/list-links.js';
import { useRows } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { useActor } from '../session/use-me.js';
import { Empty } from '../ui/empty.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Mark } from '../ui/mark.js';
import { Halves, Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { Person } from '../ui/person.js';
import { RowList } from '../ui/row-list.js';
import { toneOf } from '../ui/tones.js';
import { useWords, wordOf } from '../words/use-words.js';
import { PersonDialog } from './person-dialog.js';
import { PersonPanel } from './person-panel.js';
import css from './people.module.css';

const here = getRouteApi('/people');

/** Accounts and what they may do, for those who keep them and those who audit that. */
export function PeoplePage() {
  const say = useWords();
  const gate = useGate()({ name: 'person.create' }, {});
  const reads = mayReadAll(useActor(), 'grant');
  const change = useSearchChange<{ search: string; person: string }>();
  const { search, person } = here.useSearch();
  const [isOpening, setOpening] = useState(false);
  const list = useRows('listPeople', { search });
  const find = useDebouncedCallback((typed: string) => change({ search: typed.trim() || undefined }), 250);
  if (!reads) return <NotThere />;
  const chosen = list.rows.filter(isWhole).find(({ id }) => id === person);
  return (
    <Page
      title={say('people.title')}
      lead={say('people.lead')}
      acts={
        <>
          <ListLinks gate={gate} />
          <GuardedButton gate={gate} leftSection={<IconPlus size={16} />} onClick={() => setOpening(true)}>
            {say('people.open')}
          </GuardedButton>
        </>
      }
    >
      <Halves>
        <Panel title={say('people.accounts')} isFlush>
          <div className={css.search}>
            <TextInput
              aria-label={say('people.search')}
              placeholder={say('people.search')}
              leftSection={<IconSearch size={16} />}
              defaultValue={search}
              onChange={(event) => find(event.currentTarget.value)}
            />
          </div>
          <RowList list={list} empty={<Empty title={say('people.none')} icon={<IconUsers size={22} />} />}>
            {(rows) => (
              <ul>
                {rows.map((row) => (
                  <PersonRow key={row.id} person={row} isChosen={row.id === person} />
                ))}
              </ul>
            )}
          </RowList>
        </Panel>
        {chosen ? (
          <div className={css.detail}>
            <PersonPanel key={chosen.id} person={chosen} />
          </div>
        ) : (
          <Panel title={say('people.grants')}>
            <Empty
              title={say('people.choose')}
              hint={say('people.choose-hint')}
              icon={<IconUsers size={22} />}
            />
          </Panel>
        )}
      </Halves>
      {isOpening && (
        <PersonDialog onClose={() => setOpening(false)} onDone={(id) => change({ person: id })} />
      )}
    </Page>
  );
}

/** Whether all of the account is told, as it is to those who keep it. */
const isWhole = (person: PersonView): person is PersonState => person.version !== undefined;

function PersonRow({ person, isChosen }: { person: PersonView; isChosen: boolean }) {
  const say = useWords();
  return (
    <li className={`${css.row} ${isChosen ? css.isChosen : ''}`}>
      <div>
        <Link
          className={css.name}
          to="/people"
          search={(before: object) => ({ ...before, person: person.id })}
          aria-current={isChosen || undefined}
        >
          <Person name={person.name} />
        </Link>
        <div className={css.meta}>
          <bdi dir="ltr">{person.email}</bdi>
        </div>
      </div>
      {person.state === 'deactivated' && (
        <Mark tone={toneOf(person.state)}>{say(wordOf('person-state', person.state))}</Mark>
      )}
    </li>
  );
}
