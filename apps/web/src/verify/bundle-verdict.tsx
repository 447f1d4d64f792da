import { hinderingCodes, type Fault, type Proved, type Unproved, type Verdict } from '#ledger';
import { Panel } from '../ui/panel.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf, type Word, type WordValues } from '../words/use-words.js';
import { Exactly, VerdictHead, VerdictItem } from './verdict-parts.js';
import css from './verify.module.css';

const unprovedWords = {
  'outside-export': 'verify.not.outside-export',
  'earlier-entries-outside-export': 'verify.not.earlier-entries-outside-export',
  'redaction-outside-export': 'verify.not.redaction-outside-export',
  'key-from-bundle': 'verify.not.key-from-bundle',
  'trusted-key-did-not-sign': 'verify.not.trusted-key-did-not-sign',
  'old-checkpoint-unsigned': 'verify.not.old-checkpoint-unsigned',
  'checkpoint-not-compared': 'verify.not.checkpoint-not-compared',
  'states-not-compared': 'verify.not.states-not-compared',
  'steps-not-judged': 'verify.not.steps-not-judged',
  judge: 'verify.not.judge',
  'before-checkpoint': 'verify.not.before-checkpoint',
  'key-for-receipts': 'verify.not.key-for-receipts',
} as const satisfies Record<Unproved['code'], Word>;

const hindering: ReadonlySet<string> = new Set(hinderingCodes);
const tones = { holds: 'good', broken: 'bad', unusable: 'waiting' } as const;

/** What was proved of a bundle, what was not, and where it breaks first. */
export function BundleVerdict({ verdict }: { verdict: Verdict }) {
  const say = useWords();
  const { outcome, faults, faultCount, consequences, consequenceCount, redactions, redactionCount } = verdict;
  const holds = outcome === 'holds';
  const isHindered = outcome === 'unusable' && faults.every(({ code }) => hindering.has(code));
  const head = verdict.isIncomplete ? 'incomplete' : outcome;
  // Of what does not hold as a whole, nothing is told that rests on the whole.
  const isNotReached = outcome === 'broken' && !verdict.isRootReached;
  const unproved = holds ? verdict.unproved : verdict.unproved.filter(({ code }) => hindering.has(code));
  return (
    <div className={css.list}>
      <VerdictHead
        tone={tones[outcome]}
        title={say(wordOf('verify', 'bundle', head))}
        lead={say(wordOf('verify', 'bundle-lead', isHindered ? 'hindered' : head))}
      />
      {outcome === 'broken' ? (
        <FaultPanel title={say('verify.faults')} faults={faults} count={faultCount} hasFirst />
      ) : (
        <FaultPanel title={say('verify.why')} faults={faults} tone="waiting" />
      )}
      <FaultPanel
        title={say('verify.follows')}
        faults={consequences}
        count={consequenceCount}
        tone="waiting"
      />
      {holds && <ProvedPanel proved={verdict.proved} />}
      {(unproved.length > 0 || isNotReached) && (
        <Panel title={say('verify.unproved')}>
          <ul className={css.list}>
            {isNotReached && <VerdictItem tone="waiting">{say('verify.not-reached')}</VerdictItem>}
            {unproved.map(({ code, words }) => (
              <VerdictItem key={code + words} tone="waiting">
                {say(unprovedWords[code])}
                <Exactly words={words} />
              </VerdictItem>
            ))}
          </ul>
        </Panel>
      )}
      {holds && redactions.length > 0 && (
        <Panel title={say('verify.redactions')} count={redactionCount}>
          <ul className={css.list}>
            {redactions.map(({ index, path, by }) => (
              <li key={`${index}${path}`}>
                {say('verify.redacted', { index: String(index), by: String(by.index) })}{' '}
                <bdi dir="ltr" className={css.place}>
                  {path}
                </bdi>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </div>
  );
}

interface FaultPanelProps {
  title: string;
  faults: readonly Fault[];
  /** How many there are, of which these are the first. */
  count?: number;
  tone?: 'bad' | 'waiting';
  hasFirst?: boolean;
}

function FaultPanel({ title, faults, count, tone = 'bad', hasFirst = false }: FaultPanelProps) {
  if (faults.length === 0) return null;
  return (
    <Panel title={title} {...(count !== undefined && { count })}>
      <ul className={css.list}>
        {faults.map((fault, place) => (
          <FaultItem key={place} fault={fault} tone={tone} isFirst={hasFirst && place === 0} />
        ))}
      </ul>
    </Panel>
  );
}

interface FaultItemProps {
  fault: Fault;
  tone: 'bad' | 'waiting';
  isFirst: boolean;
}

function FaultItem({ fault, tone, isFirst }: FaultItemProps) {
  const say = useWords();
  const { code, line, index, to, words, expected = '', found = '' } = fault;
  const places: [Word, WordValues][] = [
    ...(line === undefined ? [] : ([['verify.at-line', { line: String(line) }]] as [Word, WordValues][])),
    ...(index === undefined ? [] : [placeOf(index, to)]),
  ];
  return (
    <VerdictItem tone={tone}>
      {isFirst && <strong>{say('verify.first')} </strong>}
      {say(wordOf('verify', 'fault', code), { expected, found })}
      <span className={css.place}> {places.map(([word, values]) => say(word, values)).join(' · ')}</span>
      <Exactly words={words} />
    </VerdictItem>
  );
}

const placeOf = (index: number, to: number | undefined): [Word, WordValues] =>
  to === undefined || to === index
    ? ['verify.at-entry', { index: String(index) }]
    : ['verify.at-span', { index: String(index), to: String(to) }];

/** What was checked and held. */
function ProvedPanel({ proved }: { proved: Proved }) {
  const say = useWords();
  const told = useProved(proved);
  return (
    <Panel title={say('verify.proved')}>
      <ul className={css.list}>
        {told.map((words) => (
          <VerdictItem key={words} tone="good">
            {words}
          </VerdictItem>
        ))}
      </ul>
      <dl className={css.facts}>
        <dt>{say('verify.log')}</dt>
        <dd>
          <bdi dir="ltr">{proved.origin}</bdi>
        </dd>
        <dt>{say('verify.size')}</dt>
        <dd>{proved.treeSize}</dd>
        {proved.root && (
          <>
            <dt>{say('verify.root')}</dt>
            <dd>
              <bdi dir="ltr">{proved.root}</bdi>
            </dd>
          </>
        )}
      </dl>
    </Panel>
  );
}

function useProved(proved: Proved): string[] {
  const say = useWords();
  const dates = useDates();
  const { entries, leaves, objects, openings, legalSteps, states, span, signers, oldCheckpoints } = proved;
  return [
    say('verify.ok-entries', { count: entries, objects }),
    ...(leaves > 0 ? [say('verify.ok-leaves', { count: leaves })] : []),
    ...(span ? [say('verify.ok-span', { from: dates.time(span.from), to: dates.time(span.to) })] : []),
    ...(openings > 0 ? [say('verify.ok-openings', { count: openings })] : []),
    ...(legalSteps > 0 ? [say('verify.ok-steps', { count: legalSteps })] : []),
    ...(states > 0 ? [say('verify.ok-states', { count: states })] : []),
    ...signers.map(({ name, keyId, isTrusted }) =>
      say(isTrusted ? 'verify.ok-signed' : 'verify.ok-signed-unknown', { name: `${name} (${keyId})` }),
    ),
    ...oldCheckpoints.map((size) => say('verify.ok-old', { size: String(size) })),
  ];
}
