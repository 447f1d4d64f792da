import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RedactionView } from '#contracts';
import { onBehalfOf } from '#permissions';
import { OnWhoseBehalf } from '../delegations/on-whose-behalf.js';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useAnswer, useRows, type Query } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { useActor } from '../session/use-me.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Code, Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { Said } from '../ui/said.js';
import { toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './redactions.module.css';

/** Redactions that were asked for, with the decision where it is still to be taken. Not there where there are none. */
export function RedactionsPanel({ query, isWide }: { query: Query<'listRedactions'>; isWide?: boolean }) {
  const say = useWords();
  const list = useRows('listRedactions', query);
  if (!list.error && list.rows.length === 0) return null;
  return (
    <Panel title={say(isWide ? 'redaction.waiting' : 'redaction.title')} isFlush>
      <RowList list={list} empty={null}>
        {(rows) => (
          <ul>
            {rows.map((redaction) => (
              <RedactionRow key={redaction.id} redaction={redaction} isWide={isWide} />
            ))}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}

function RedactionRow({ redaction, isWide }: { redaction: RedactionView; isWide?: boolean }) {
  const say = useWords();
  const dates = useDates();
  return (
    <li className={css.row}>
      <p>
        <Mark tone={toneOf(redaction.state)}>{say(wordOf('redaction-state', redaction.state))}</Mark>{' '}
        {say('redaction.told', {
          count: redaction.targets.length,
          name: redaction.requestedBy.name,
          date: dates.time(redaction.createdAt),
        })}
      </p>
      {isWide && (
        <Link
          to="/recommendations/$id"
          params={{ id: redaction.recommendation.id }}
          search={{ tab: 'history' }}
        >
          <bdi>
            <Code>{redaction.recommendation.code}</Code> <Said text={redaction.recommendation.title} />
          </bdi>
        </Link>
      )}
      <p className="soft">
        {say(wordOf('legalBasis', redaction.legalBasis))}:{' '}
        <bdi className="prose">
          <Said text={redaction.reason} />
        </bdi>
      </p>
      {redaction.decidedBy && (
        <p className="soft">
          {say('redaction.decided', {
            name: redaction.decidedBy.name,
            date: dates.time(redaction.updatedAt),
          })}
          {redaction.decidedOnBehalfOf && (
            <> {say('delegation.on-behalf-of', { name: redaction.decidedOnBehalfOf.name })}</>
          )}
        </p>
      )}
      {redaction.state === 'requested' && <Decide redaction={redaction} />}
    </li>
  );
}

function Decide({ redaction }: { redaction: RedactionView }) {
  const say = useWords();
  const gateOf = useGate();
  const actor = useActor();
  const { data } = useAnswer('getRecommendation', { id: redaction.recommendationId });
  const [doing, setDoing] = useState<'approve' | 'reject' | null>(null);
  if (!data) return null;
  const facts = { redaction, recommendation: data };
  const gate = (name: 'redaction.approve' | 'redaction.reject') => gateOf({ name }, facts);
  const close = () => setDoing(null);
  return (
    <div className={css.acts}>
      <GuardedButton
        size="xs"
        color="red"
        gate={gate('redaction.approve')}
        onClick={() => setDoing('approve')}
      >
        {say('redaction.approve')}
      </GuardedButton>
      <GuardedButton
        size="xs"
        variant="default"
        gate={gate('redaction.reject')}
        onClick={() => setDoing('reject')}
      >
        {say('redaction.reject')}
      </GuardedButton>
      {doing === 'approve' && (
        <ReasonDialog
          name="redaction.approve"
          target={redaction}
          title={say('redaction.approve')}
          hint={
            <>
              <OnWhoseBehalf lenderId={onBehalfOf(actor, { name: 'redaction.approve' }, facts)} />
              <p>{say('redaction.approve-hint')}</p>
            </>
          }
          isOptional
          inputOf={(reason) => ({ reason: reason || null })}
          onClose={close}
        />
      )}
      {doing === 'reject' && (
        <ReasonDialog
          name="redaction.reject"
          target={redaction}
          title={say('redaction.reject')}
          hint={<OnWhoseBehalf lenderId={onBehalfOf(actor, { name: 'redaction.reject' }, facts)} />}
          inputOf={(reason) => ({ reason })}
          onClose={close}
        />
      )}
    </div>
  );
}
