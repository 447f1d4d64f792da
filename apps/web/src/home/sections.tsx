import { Button } from '@mantine/core';
import { IconBuilding, IconCircleCheck, IconListCheck, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { ActionRow } from '../actions/action-row.js';
import { HistoryList } from '../history/history-list.js';
import { ProposalsList } from '../proposals/proposals-list.js';
import { AxisMark, Due } from '../recommendations/marks.js';
import { shownAxes } from '../recommendations/recommendation-table.js';
import { useRows } from '../request/ask.js';
import { useMe } from '../session/use-me.js';
import { Empty } from '../ui/empty.js';
import { Code } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import css from './home.module.css';

/** Proposals that wait for this person's decision; new ones arrive by themselves. */
export function WaitingForMe() {
  const say = useWords();
  return (
    <Panel
      title={say('queue.waiting-for-me')}
      isFlush
      acts={
        <Link className="small" to="/decisions">
          {say('ui.all')}
        </Link>
      }
    >
      <ProposalsList
        query={{ queue: 'waiting-for-me', limit: 8 }}
        empty={{
          isSlim: true,
          title: say('queue-empty.waiting-for-me'),
          hint: say('queue-hint.waiting-for-me'),
        }}
      />
    </Panel>
  );
}

export function MyProposals() {
  const say = useWords();
  return (
    <Panel
      title={say('queue.mine')}
      isFlush
      acts={
        <Link className="small" to="/decisions" search={{ queue: 'mine' }}>
          {say('ui.all')}
        </Link>
      }
    >
      <ProposalsList
        query={{ queue: 'mine', limit: 5 }}
        empty={{ isSlim: true, title: say('queue-empty.mine'), hint: say('queue-hint.mine') }}
      />
    </Panel>
  );
}

export function MyRecommendations() {
  const say = useWords();
  const { person } = useMe();
  const list = useRows('listRecommendations', {
    ownerId: [person.id],
    closure: ['open'],
    sort: 'due',
    limit: 6,
  });
  return (
    <Panel
      title={say('home.my-recommendations')}
      isFlush
      acts={
        <Link className="small" to="/recommendations" search={{ ownerId: [person.id] }}>
          {say('ui.all')}
        </Link>
      }
    >
      <RowList
        list={list}
        empty={
          <Empty
            isSlim
            title={say('home.no-recommendations')}
            hint={say('home.no-recommendations-hint')}
            icon={<IconCircleCheck size={22} />}
          />
        }
      >
        {(rows) => (
          <ul>
            {rows.map((row) => (
              <li key={row.id} className={css.row}>
                <div>
                  <Link className={css.name} to="/recommendations/$id" params={{ id: row.id }}>
                    <bdi>{row.title}</bdi>
                  </Link>
                  <div className={css.meta}>
                    <Code>{row.code}</Code>
                    {shownAxes(row).map((axis) => (
                      <AxisMark key={axis} axis={axis} state={row[axis]} />
                    ))}
                  </div>
                </div>
                <Due date={row.dueDate} precision={row.duePrecision} isOverdue={row.isOverdue} />
              </li>
            ))}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}

export function MyActions() {
  const say = useWords();
  const { person } = useMe();
  const list = useRows('listActions', { ownerId: person.id, state: ['planned', 'in_progress'], limit: 6 });
  const overdueFirst = list.rows.toSorted(
    (one, other) =>
      Number(other.isOverdue) - Number(one.isOverdue) || one.dueDate.localeCompare(other.dueDate),
  );
  return (
    <Panel title={say('home.my-actions')} isFlush>
      <RowList
        list={{ ...list, rows: overdueFirst }}
        empty={
          <Empty
            isSlim
            title={say('home.no-actions')}
            hint={say('home.no-actions-hint')}
            icon={<IconListCheck size={22} />}
          />
        }
      >
        {(rows) => (
          <ul>
            {rows.map((action) => (
              <ActionRow key={action.id} action={action} isWide />
            ))}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}

export function RefusedLately() {
  const say = useWords();
  return (
    <Panel
      title={say('home.refused')}
      acts={
        <Link className="small" to="/audit" search={{ refused: 'true' }}>
          {say('ui.all')}
        </Link>
      }
    >
      <HistoryList query={{ refused: 'true', limit: 4 }} isWide />
    </Panel>
  );
}

export function AccountsShortcuts() {
  const say = useWords();
  return (
    <Panel title={say('home.accounts')}>
      <p className="soft">{say('home.accounts-hint')}</p>
      <div className={css.shortcuts}>
        <Button component={Link} to="/people" variant="default" leftSection={<IconUsers size={17} />}>
          {say('nav.people')}
        </Button>
        <Button component={Link} to="/entities" variant="default" leftSection={<IconBuilding size={17} />}>
          {say('nav.entities')}
        </Button>
      </div>
    </Panel>
  );
}
