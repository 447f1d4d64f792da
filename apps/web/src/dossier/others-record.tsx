import type { ActionView, HistoryEntry } from '#contracts';
import { ActionRow } from '../actions/action-row.js';
import { OccurrenceTold } from '../history/occurrence-told.js';
import { Empty } from '../ui/empty.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './dossier.module.css';
import { EntrySource } from './parts.js';

/** The actions towards it. */
export function ActionsRecord({ actions }: { actions: readonly ActionView[] }) {
  const say = useWords();
  return (
    <Panel title={say('dossier.actions')} count={actions.length} isFlush>
      {actions.length === 0 && <Empty isSlim title={say('dossier.no-actions')} />}
      <ul>
        {actions.map((action) => (
          <ActionRow key={action.id} action={action} />
        ))}
      </ul>
    </Panel>
  );
}

/** Who took what out of the record, and which entries are without it. */
export function RedactionsRecord({ entries }: { entries: readonly HistoryEntry[] }) {
  const say = useWords();
  const told = entries.filter(({ objectType }) => objectType === 'redaction');
  const cut = entries.filter(({ redacted }) => redacted.length > 0);
  if (told.length + cut.length === 0) return null;
  return (
    <Panel title={say('dossier.redactions')} count={told.length}>
      {told.map((entry) => (
        <div key={entry.id} className={css.line}>
          <span>{say(wordOf('entry', entry.action))}</span>
          <EntrySource entry={entry} />
        </div>
      ))}
      {cut.map((entry) => (
        <div key={entry.id} className={css.line}>
          <span>{say('dossier.without', { count: entry.redacted.length })}</span>
          <EntrySource entry={entry}>
            <span>{say(wordOf('entry', entry.action))}</span>
          </EntrySource>
        </div>
      ))}
    </Panel>
  );
}

/** What was tried on it and refused, for those who may read that. */
export function RefusalsRecord({ entries }: { entries: readonly HistoryEntry[] }) {
  const say = useWords();
  const refused = entries.filter(({ objectType }) => objectType === 'refusal');
  if (refused.length === 0) return null;
  return (
    <Panel title={say('dossier.refusals')} count={refused.length}>
      {refused.map((entry) => (
        <div key={entry.id} className={css.record}>
          <EntrySource entry={entry} />
          <OccurrenceTold entry={entry} />
        </div>
      ))}
    </Panel>
  );
}
