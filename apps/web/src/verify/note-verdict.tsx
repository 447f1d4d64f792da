import { Panel } from '../ui/panel.js';
import { useDates } from '../words/use-dates.js';
import { useHasWord, useWords, wordOf, type Word, type WordValues } from '../words/use-words.js';
import type { NoteVerdict, ReceiptText } from './check-note.js';
import { VerdictHead } from './verdict-parts.js';
import css from './verify.module.css';

const tones = { holds: 'good', broken: 'bad', unproved: 'waiting', unusable: 'waiting' } as const;

/** What a receipt or a checkpoint says, and whether it was signed by a key that one trusts. */
export function NoteVerdictView({ verdict }: { verdict: NoteVerdict }) {
  const say = useWords();
  const { outcome, receipt, checkpoint, signers, needed } = verdict;
  const kind = receipt ? 'receipt' : 'checkpoint';
  if (outcome === 'unusable')
    return <VerdictHead tone="waiting" title={say('verify.neither')} lead={say('verify.neither-hint')} />;
  return (
    <div className={css.list}>
      <VerdictHead
        tone={tones[outcome]}
        title={say(wordOf('verify', kind, outcome))}
        lead={needed ? say(...wordsOfNeeded(needed)) : say(wordOf('verify', 'note', outcome))}
      />
      {needed && (
        <Panel title={say('verify.needed')}>
          {say(wordOf('verify', 'needed', kind), { name: needed.name })}
        </Panel>
      )}
      <Panel title={say(wordOf('verify', kind))}>
        {receipt && <ReceiptFacts receipt={receipt} />}
        {checkpoint && (
          <dl className={css.facts}>
            <dt>{say('verify.log')}</dt>
            <dd>
              <bdi dir="ltr">{checkpoint.origin}</bdi>
            </dd>
            <dt>{say('verify.size')}</dt>
            <dd>{checkpoint.size}</dd>
            <dt>{say('verify.root')}</dt>
            <dd>
              <bdi dir="ltr">{checkpoint.root}</bdi>
            </dd>
          </dl>
        )}
        {signers.length > 0 && (
          <p className="soft small">
            {say('verify.signed-by')}{' '}
            <bdi dir="ltr">{signers.map(({ name, keyId }) => `${name} (${keyId})`).join(', ')}</bdi>
          </p>
        )}
      </Panel>
    </div>
  );
}

/** By whom it says that it is signed. */
const wordsOfNeeded = ({ name, keyIds }: NonNullable<NoteVerdict['needed']>): [Word, WordValues] =>
  keyIds.length > 0
    ? ['verify.note.not-given', { name, key: keyIds.join(', ') }]
    : ['verify.note.unsigned', { name }];

function ReceiptFacts({ receipt }: { receipt: ReceiptText }) {
  const say = useWords();
  const hasWord = useHasWord();
  const dates = useDates();
  return (
    <>
      <dl className={css.facts}>
        <dt>{say('verify.log')}</dt>
        <dd>
          <bdi dir="ltr">{receipt.origin}</bdi>
        </dd>
        <dt>{say(wordOf('object', receipt.objectType))}</dt>
        <dd>
          <bdi dir="ltr">{receipt.objectId}</bdi> · {say('evidence.version', { version: receipt.version })}
        </dd>
        <dt>{say('verify.recorded')}</dt>
        <dd>{dates.time(receipt.at)}</dd>
      </dl>
      <ul className={css.list}>
        {receipt.entries.map(({ id, action, hash }) => (
          <li key={id}>
            {hasWord(`entry.${action}`) ? say(wordOf('entry', action)) : <bdi dir="ltr">{action}</bdi>}
            <bdi dir="ltr" className={css.exact}>
              {hash}
            </bdi>
          </li>
        ))}
      </ul>
    </>
  );
}
