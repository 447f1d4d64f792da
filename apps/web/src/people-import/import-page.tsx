import { Button, Progress } from '@mantine/core';
import { IconDownload, IconUsersPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { apiBase, routes, type PeoplePlan } from '#contracts';
import { NotThere } from '../app/not-there.js';
import { useGate } from '../session/use-gate.js';
import { FileDrop } from '../ui/file-drop.js';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useFault } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import { doesSomething } from './carry-out.js';
import css from './people-import.module.css';
import { PlannedRows } from './planned-rows.js';
import { usePeopleList, type PeopleListState } from './use-people-list.js';

/** Opens many accounts from a list: checked first, shown row by row, then carried out. */
export function PeopleImportPage() {
  const say = useWords();
  const gate = useGate()({ name: 'person.create' }, {});
  const list = usePeopleList();
  if (!gate.isShown) return <NotThere />;
  return (
    <Page
      title={say('people-list.title')}
      crumbs={<Link to="/people">{say('people.title')}</Link>}
      lead={say('people-list.lead')}
      acts={
        <Button
          component="a"
          variant="default"
          href={`${apiBase}${routes.peopleTemplate.path}`}
          download
          leftSection={<IconDownload size={16} />}
        >
          {say('people-list.template')}
        </Button>
      }
    >
      <Panel title={say('people-list.file')}>
        <FileDrop
          file={list.file}
          onFile={(file) => void list.take(file)}
          icon={<IconUsersPlus size={34} aria-hidden />}
          invitation={say('people-list.drop')}
          hint={say('people-list.hint')}
          isLarge
        />
        <Faults list={list} />
      </Panel>
      {list.isChecking && <Loading lines={4} />}
      {list.plan && list.plan.fileFaults.length === 0 && <Plan list={list} plan={list.plan} />}
    </Page>
  );
}

function Faults({ list: { unsent, error, plan } }: { list: PeopleListState }) {
  const say = useWords();
  const fault = useFault();
  const told = [
    ...(unsent ? [say(wordOf('people-list', unsent))] : []),
    ...(error ? [fault(error)] : []),
    ...(plan?.fileFaults ?? []).map(({ code, value }) => say(wordOf('people-file-fault', code), { value })),
  ];
  if (told.length === 0) return null;
  return (
    <Notice tone="bad" isAlert title={say('people-list.unusable')}>
      <ul>
        {told.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What would come of the list, the button that lets it come, and how far it is. */
function Plan({ list, plan }: { list: PeopleListState; plan: PeoplePlan }) {
  const say = useWords();
  const todo = plan.rows.filter(doesSomething);
  const bad = plan.rows.filter(({ faults }) => faults.length > 0).length;
  const counts = {
    accounts: todo.filter(({ person }) => person).length,
    grants: todo.filter(({ grant }) => grant).length,
    same: plan.rows.length - todo.length - bad,
    bad,
  };
  const tried = todo.filter((row) => list.fates.has(row));
  const done = tried.filter((row) => list.fates.get(row)?.kind === 'done').length;
  const isOver = !list.isRunning && tried.length > 0;
  return (
    <Panel title={say('people-list.plan')} count={plan.rows.length} isFlush>
      <div className={css.summary}>
        <p role="status">
          {list.isRunning
            ? say('people-list.progress', { done: tried.length, total: todo.length })
            : isOver
              ? say('people-list.done', {
                  done,
                  failed: tried.length - done,
                  left: todo.length - tried.length,
                })
              : say('people-list.counts', counts)}
        </p>
        {list.isRunning && (
          <Progress.Root size="lg">
            <Progress.Section
              value={(100 * tried.length) / Math.max(1, todo.length)}
              aria-label={say('people-list.title')}
            />
          </Progress.Root>
        )}
        <div className={css.acts}>
          {list.isRunning ? (
            <Button variant="default" onClick={list.stop}>
              {say('people-list.stop')}
            </Button>
          ) : (
            <Button disabled={todo.length === done} onClick={() => void list.run()}>
              {say(tried.length > 0 && done < todo.length ? 'people-list.go-on' : 'people-list.run', {
                count: todo.length - done,
              })}
            </Button>
          )}
          {todo.length === 0 && <span className="soft">{say('people-list.nothing')}</span>}
          {bad > 0 && !isOver && <span className="soft">{say('people-list.bad-left', { bad })}</span>}
        </div>
      </div>
      <PlannedRows rows={plan.rows} fates={list.fates} />
    </Panel>
  );
}
