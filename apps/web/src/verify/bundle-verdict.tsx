import type { Fault, Proved, Unproved, Verdict } from '#ledger';
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
} as const satisfies Record<Unproved['code'], Word>;

const tones = { holds: 'good', broken: 'bad', unusable: 'waiting' } as const;

/** What was proved of a bundle, what was not, and where it breaks first. */
export function BundleVerdict({ verdict }: { verdict: Verdict }) {
  const say = useWords();
  const { outcome, faults, faultCount, unproved, redactions, redactionCount } = verdict;
  return (
    <div className={css.list}>
      <VerdictHead
        tone={tones[outcome]}
        title={say(wordOf('verify', 'bundle', outcome))}
        lead={say(wordOf('verify', 'bundle-lead', outcome))}
      />
      {faults.length > 0 && (
        <Panel title={say('verify.faults')} count={faultCount}>
          <ul className={css.list}>
            {faults.map((fault, place) => (
              <FaultItem key={place} fault={fault} isFirst={place === 0} />
            ))}
          </ul>
        </Panel>
      )}
      {outcome !== 'unusable' && <ProvedPanel proved={verdict.proved} isBroken={outcome === 'broken'} />}
      {unproved.length > 0 && (
        <Panel title={say('verify.unproved')}>
          <ul className={css.list}>
            {unproved.map(({ code, words }) => (
              <VerdictItem key={code + words} tone="waiting">
                {say(unprovedWords[code])}
                <Exactly words={words} />
              </VerdictItem>
            ))}
          </ul>
        </Panel>
      )}
      {redactions.length > 0 && (
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

function FaultItem({ fault, isFirst }: { fault: Fault; isFirst: boolean }) {
  const say = useWords();
  const { code, line, index, to, words } = fault;
  const places: [Word, WordValues][] = [
    ...(line === undefined ? [] : ([['verify.at-line', { line: String(line) }]] as [Word, WordValues][])),
    ...(index === undefined ? [] : [placeOf(index, to)]),
  ];
  return (
    <VerdictItem tone="bad">
      {isFirst && <strong>{say('verify.first')} </strong>}
      {say(wordOf('verify', 'fault', code))}
      <span className={css.place}> {places.map(([word, values]) => say(word, values)).join(' · ')}</span>
      <Exactly words={words} />
    </VerdictItem>
  );
}

const placeOf = (index: number, to: number | undefined): [Word, WordValues] =>
  to === undefined || to === index
    ? ['verify.at-entry', { index: String(index) }]
    : ['verify.at-span', { index: String(index), to: String(to) }];

/** What was checked and held; of a broken bundle, as far as it held. */
function ProvedPanel({ proved, isBroken }: { proved: Proved; isBroken: boolean }) {
  const say = useWords();
  const told = useProved(proved);
  return (
    <Panel title={say(isBroken ? 'verify.held' : 'verify.proved')}>
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
