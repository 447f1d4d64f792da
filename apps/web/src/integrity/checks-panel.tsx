import { Button, Progress } from '@mantine/core';
import { checkKinds, type CheckKind, type CheckRunView } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { Panel } from '../ui/panel.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { Counts, Outcome } from './check-outcome.js';
import css from './integrity.module.css';
import { useCheckActs, useNewest } from './use-checks.js';

/** Each kind of check: how the last one ended, when the next one comes, and one asked for now. */
export function ChecksPanel() {
  const say = useWords();
  const { data: plan } = useAnswer('checkPlan');
  return (
    <Panel title={say('check.title')} isFlush>
      <ul>
        {checkKinds.map((kind) => (
          <KindOfCheck key={kind} kind={kind} next={plan?.next.find((one) => one.kind === kind)?.at} />
        ))}
      </ul>
    </Panel>
  );
}

function KindOfCheck({ kind, next }: { kind: CheckKind; next: string | undefined }) {
  const say = useWords();
  const dates = useDates();
  const { isKnown, unfinished, last } = useNewest(kind);
  const name = say(wordOf('check-kind', kind));
  return (
    <li className={css.kind}>
      <div className={css.kindText}>
        <h3 className={css.kindName}>{name}</h3>
        <p className="soft small">{say(wordOf('check-hint', kind))}</p>
        <div className={css.meta}>
          {last && <Outcome run={last} />}
          {last?.finishedAt && <span>{say('check.last', { time: dates.time(last.finishedAt) })}</span>}
          {isKnown && !last && <span>{say('check.never')}</span>}
          {last && <Counts counts={last.counts} />}
          {next && <span>{say('check.next', { time: dates.time(next) })}</span>}
        </div>
        {unfinished && <UnderWay run={unfinished} name={name} />}
      </div>
      <Acts kind={kind} name={name} unfinished={unfinished} />
    </li>
  );
}

function UnderWay({ run, name }: { run: CheckRunView; name: string }) {
  const say = useWords();
  const { done = 0, total = 0 } = run.counts;
  const percent = total > 0 ? Math.min(100, Math.round((100 * done) / total)) : 0;
  return (
    <div className={css.progress}>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={say('check.progress-of', { name })} />
      </Progress.Root>
      <p className="small" role="status">
        {run.isCancelAsked
          ? say('check.stopping')
          : say(run.startedAt ? 'check.progress' : 'check.waiting', { percent })}
      </p>
    </div>
  );
}

interface ActsProps {
  kind: CheckKind;
  name: string;
  unfinished: CheckRunView | undefined;
}

function Acts({ kind, name, unfinished }: ActsProps) {
  const say = useWords();
  const { ask, cancel } = useCheckActs();
  if (!unfinished)
    return (
      <Button
        size="sm"
        variant="light"
        loading={ask.isPending}
        onClick={() => ask.mutate(kind)}
        aria-label={say('check.ask-what', { name })}
      >
        {say('check.ask')}
      </Button>
    );
  return (
    <Button
      size="sm"
      variant="default"
      disabled={unfinished.isCancelAsked}
      loading={cancel.isPending}
      onClick={() => cancel.mutate(unfinished.id)}
      aria-label={say('check.stop-what', { name })}
    >
      {say('check.stop')}
    </Button>
  );
}
