import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { HistoryEntry } from '#contracts';
import { mayEver } from '#permissions';
import { useActor } from '../session/use-me.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './dossier.module.css';
import type { Source } from './record-of.js';

/** When, by whom, for whom, and which entry of the history says so. */
export function EntrySource({ entry, children }: { entry: HistoryEntry; children?: ReactNode }) {
  const say = useWords();
  const dates = useDates();
  return (
    <span className={css.source}>
      <time dateTime={entry.at}>{dates.time(entry.at)}</time>
      <bdi>{entry.actor?.name ?? say('history.system')}</bdi>
      {entry.onBehalfOf && <span>{say('history.on-behalf', { name: entry.onBehalfOf.name })}</span>}
      {children}
      {entry.index !== null && <span>{say('dossier.entry', { index: String(entry.index) })}</span>}
    </span>
  );
}

/** The source of a change of state: it names the proposal where one was decided. */
export function ChangeSource({ source: { entry, proposalId } }: { source: Source }) {
  const say = useWords();
  const actor = useActor();
  const isReadable = mayEver(actor, 'read', 'proposal');
  return (
    <EntrySource entry={entry}>
      {proposalId && !isReadable && <span>{say('dossier.by-decision')}</span>}
      {proposalId && isReadable && (
        <Link to="/proposals/$id" params={{ id: proposalId }}>
          {say('dossier.by-decision')}
        </Link>
      )}
      {!proposalId && <span>{say('dossier.at-once')}</span>}
    </EntrySource>
  );
}

/** A hash in full: a dossier is read on paper too. */
export function WholeHash({ value }: { value: string | null }) {
  const say = useWords();
  if (!value) return <span className="soft">{say('dossier.no-hash')}</span>;
  return (
    <bdi dir="ltr" className={css.hash}>
      {value}
    </bdi>
  );
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}
