import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CheckFinding } from '#contracts';
import { Hash } from '../ui/hash.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './integrity.module.css';

/** What a check found wrong, and the way there. */
export function Finding({ finding, children }: { finding: CheckFinding; children?: ReactNode }) {
  const say = useWords();
  const { code, objectType, objectVersion, leafIndex, entryId, objectId } = finding;
  return (
    <li className={css.finding}>
      <p className={css.findingTitle}>{say(wordOf('finding', code))}</p>
      <div className={css.meta}>
        {objectType && (
          <Place finding={finding}>
            {say(wordOf('object', objectType))}
            {objectVersion !== undefined && `, ${say('finding.version', { version: objectVersion })}`}
          </Place>
        )}
        {leafIndex !== undefined && <span>{say('finding.index', { index: String(leafIndex) })}</span>}
        {entryId && (
          <span>
            {say('finding.entry')} <Hash value={entryId} label={say('finding.entry')} />
          </span>
        )}
        {!entryId && objectId && (
          <span>
            {say('finding.object')} <Hash value={objectId} label={say('finding.object')} />
          </span>
        )}
      </div>
      {children}
      <details className={css.exactly}>
        <summary>{say('finding.exactly')}</summary>
        <bdi dir="ltr" lang="en">
          {finding.words}
        </bdi>
      </details>
    </li>
  );
}

/** Leads to the object, where it has a page of its own or stands on one. */
function Place({ finding, children }: { finding: CheckFinding; children: ReactNode }) {
  const { objectType, objectId, recommendationId } = finding;
  const recommendation = objectType === 'recommendation' ? objectId : recommendationId;
  if (recommendation) {
    const tab = finding.code.startsWith('file-') ? 'evidence' : 'history';
    return (
      <Link to="/recommendations/$id" params={{ id: recommendation }} search={{ tab }}>
        {children}
      </Link>
    );
  }
  if (objectType === 'review' && objectId)
    return (
      <Link to="/reviews/$id" params={{ id: objectId }}>
        {children}
      </Link>
    );
  return <span>{children}</span>;
}
