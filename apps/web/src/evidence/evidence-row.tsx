import { Anchor, Button } from '@mantine/core';
import { IconDownload, IconExternalLink, IconFileText, IconLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { routes, type EvidenceView } from '#contracts';
import { useAsOf } from '../past/use-as-of.js';
import { ConfidentialityMark } from '../recommendations/marks.js';
import { addressOf } from '../request/request.js';
import { Hash } from '../ui/hash.js';
import { Mark } from '../ui/mark.js';
import { Said } from '../ui/said.js';
import { toneOf } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useSize } from '../words/use-size.js';
import { useWords, wordOf } from '../words/use-words.js';
import { IntegrityMark } from './integrity-mark.js';
import css from './evidence.module.css';

/** Where a file is downloaded; of an earlier version where one is named. */
export const fileAddress = (id: string, version?: number): string =>
  addressOf(routes.downloadEvidence.path.replace(':id', id), { version });

interface Props {
  item: EvidenceView;
  /** The version to open, where it is not the newest. */
  version?: number;
  acts?: ReactNode;
  children?: ReactNode;
}

/** An item of evidence: what it is, from whom, of what time, and the hash of its bytes. */
export function EvidenceRow({ item, version, acts, children }: Props) {
  const say = useWords();
  const dates = useDates();
  const isGone = item.state === 'withdrawn';
  return (
    <li className={`${css.row} ${isGone ? css.isGone : ''}`}>
      <span className={css.icon} aria-hidden>
        {item.kind === 'file' ? <IconFileText size={20} /> : <IconLink size={20} />}
      </span>
      <div>
        <p>
          <bdi className={css.name}>
            <Said text={item.title} />
          </bdi>{' '}
          {isGone && <Mark tone={toneOf(item.state)}>{say(wordOf('evidence-state', item.state))}</Mark>}
        </p>
        <div className={css.meta}>
          <FileFacts item={item} />
          <span>{say('evidence.version', { version: version ?? item.version })}</span>
          <span>
            {say('evidence.by', { name: item.addedBy.name, date: dates.day(item.updatedAt.slice(0, 10)) })}
          </span>
          <Period item={item} />
          {item.integrity && <IntegrityMark integrity={item.integrity} />}
          <ConfidentialityMark confidentiality={item.confidentiality} />
        </div>
        {children}
      </div>
      <div className={css.acts}>
        <Open item={item} version={version} />
        {acts}
      </div>
    </li>
  );
}

function FileFacts({ item: { file, url } }: { item: EvidenceView }) {
  const size = useSize();
  if (!file) return url && <bdi dir="ltr">{new URL(url).hostname}</bdi>;
  return (
    <>
      <span>
        <bdi>{file.fileName}</bdi>, {size(file.size)}
      </span>
      <span>
        SHA-256 <Hash value={file.sha256} label="SHA-256" />
      </span>
    </>
  );
}

function Period({ item: { effectiveFrom, effectiveTo } }: { item: EvidenceView }) {
  const say = useWords();
  const dates = useDates();
  if (!effectiveFrom && !effectiveTo) return null;
  const day = (date: string | null) => (date ? dates.day(date) : '…');
  return <span>{say('evidence.period', { from: day(effectiveFrom), to: day(effectiveTo) })}</span>;
}

function Open({ item, version }: Pick<Props, 'item' | 'version'>) {
  const say = useWords();
  const isPast = useAsOf() !== undefined;
  if (item.url) {
    return (
      <Anchor
        href={item.url}
        target="_blank"
        rel="noreferrer noopener"
        aria-label={say('evidence.open-what', { title: item.title })}
      >
        {say('evidence.open')} <IconExternalLink size={14} aria-hidden />
      </Anchor>
    );
  }
  if (!item.file) return null;
  return (
    <Button
      component="a"
      href={fileAddress(item.id, version ?? (isPast ? item.version : undefined))}
      download
      size="compact-sm"
      variant="light"
      leftSection={<IconDownload size={15} />}
      aria-label={say('evidence.download-what', { title: item.title })}
    >
      {say('evidence.download')}
    </Button>
  );
}
