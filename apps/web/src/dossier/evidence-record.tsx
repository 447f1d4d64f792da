import type { EvidenceView, HistoryEntry } from '#contracts';
import { Empty } from '../ui/empty.js';
import { Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { Said } from '../ui/said.js';
import { toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useSize } from '../words/use-size.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './dossier.module.css';
import { EntrySource, WholeHash } from './parts.js';
import { filesOf } from './record-of.js';

interface Props {
  evidence: readonly EvidenceView[];
  entries: readonly HistoryEntry[];
}

/** Every item of evidence: its files by version with their hashes, the time it speaks of, whether it stands. */
export function EvidenceRecord({ evidence, entries }: Props) {
  const say = useWords();
  return (
    <Panel title={say('dossier.evidence')} count={evidence.length}>
      {evidence.length === 0 && <Empty isSlim title={say('dossier.no-evidence')} />}
      {evidence.map((item) => (
        <article key={item.id} className={css.record}>
          <div className={css.recordHead}>
            <h3>
              <bdi>
                <Said text={item.title} />
              </bdi>
            </h3>
            <Mark tone={toneOf(item.state)}>{say(wordOf('evidence-state', item.state))}</Mark>
          </div>
          <WhatItIs item={item} />
          <ol>
            {filesOf(entries, item.id).map(({ version, sha256 }) => (
              <li key={version} className={css.line}>
                <span>{say('evidence.version', { version })}</span>
                <span>
                  SHA-256 <WholeHash value={sha256} />
                </span>
              </li>
            ))}
          </ol>
          {entries
            .filter(({ objectId }) => objectId === item.id)
            .map((entry) => (
              <EntrySource key={entry.id} entry={entry}>
                <span>{say(wordOf('entry', entry.action))}</span>
              </EntrySource>
            ))}
        </article>
      ))}
    </Panel>
  );
}

function WhatItIs({ item }: { item: EvidenceView }) {
  const say = useWords();
  const dates = useDates();
  const size = useSize();
  const { file, url, effectiveFrom, effectiveTo } = item;
  const day = (date: string | null) => (date ? dates.day(date) : '…');
  return (
    <span className={css.source}>
      {file && (
        <>
          <bdi>{file.fileName}</bdi>
          <span>{size(file.size)}</span>
          <bdi dir="ltr">{file.mediaType}</bdi>
        </>
      )}
      {url && <bdi dir="ltr">{url}</bdi>}
      {(effectiveFrom ?? effectiveTo) && (
        <span>{say('evidence.period', { from: day(effectiveFrom), to: day(effectiveTo) })}</span>
      )}
      <span>{say(wordOf('confidentiality', item.confidentiality))}</span>
    </span>
  );
}
