import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Receipt } from '#contracts';
import { Dialog } from '../ui/dialog.js';
import { Mark } from '../ui/mark.js';
import { saveText } from '../ui/save-text.js';
import { useDates } from '../words/use-dates.js';
import { useHasWord, useWords, wordOf } from '../words/use-words.js';
import { Inclusion } from './inclusion.js';
import { outcomeTones } from './outcome-tones.js';
import css from './receipt.module.css';
import { showReceipt, useShownReceipt } from './shown-receipt.js';
import { useCheckedNote } from './use-checked.js';

/** The receipt that somebody opened, over whatever page. */
export function ShownReceipt() {
  const receipt = useShownReceipt();
  return receipt && <ReceiptDialog receipt={receipt} />;
}

/** What a command recorded: entries, hashes and version, the signature, and the place in the log once there is one. */
function ReceiptDialog({ receipt }: { receipt: Receipt }) {
  const say = useWords();
  const dates = useDates();
  const { objectType, objectId, version, at, entries, note } = receipt;
  const close = () => showReceipt(null);
  return (
    <Dialog title={say('receipt.title')} onClose={close}>
      <div className={css.receipt}>
        <p>{say('receipt.hint')}</p>
        <dl className={css.facts}>
          <dt>{say(wordOf('object', objectType))}</dt>
          <dd>
            <bdi dir="ltr">{objectId}</bdi>
          </dd>
          <dt>{say('proof.version')}</dt>
          <dd>{version}</dd>
          <dt>{say('receipt.at')}</dt>
          <dd>{dates.time(at)}</dd>
          <dt>{say('receipt.signature')}</dt>
          <dd>
            <Signature note={note} />
          </dd>
        </dl>
        <ul className={css.entries}>
          {entries.map((entry) => (
            <ReceiptEntry key={entry.id} entry={entry} />
          ))}
        </ul>
        <div className={css.acts}>
          {note && (
            <Button
              leftSection={<IconDownload size={17} />}
              onClick={() => saveText(`uphold-receipt-${entries[0]?.id ?? objectId}.txt`, note)}
            >
              {say('receipt.save')}
            </Button>
          )}
          <Link to="/verify" onClick={close}>
            {say('receipt.verify')}
          </Link>
        </div>
      </div>
    </Dialog>
  );
}

function ReceiptEntry({ entry: { id, action, hash } }: { entry: Receipt['entries'][number] }) {
  const say = useWords();
  const hasWord = useHasWord();
  return (
    <li className={css.entry}>
      <strong>
        {hasWord(`entry.${action}`) ? say(wordOf('entry', action)) : <bdi dir="ltr">{action}</bdi>}
      </strong>
      <dl className={css.facts}>
        <dt>{say('receipt.entry')}</dt>
        <dd>
          <bdi dir="ltr" className={css.exact}>
            {id}
          </bdi>
        </dd>
        <dt>{say('proof.hash')}</dt>
        <dd>
          <bdi dir="ltr" className={css.exact}>
            {hash}
          </bdi>
        </dd>
      </dl>
      <Inclusion entryId={id} hash={hash} />
    </li>
  );
}

/** Whether the receipt is signed, as this browser found out. */
function Signature({ note }: { note: string | null }) {
  const say = useWords();
  const checked = useCheckedNote(note);
  if (note === null) return <span className="soft">{say('receipt.unsigned')}</span>;
  if (!checked) return <span className="soft">{say('receipt.checking')}</span>;
  const { outcome, signers } = checked;
  return (
    <>
      <Mark tone={outcomeTones[outcome]}>{say(wordOf('receipt.signature', outcome))}</Mark>{' '}
      <bdi dir="ltr" className="small soft">
        {signers.map(({ name, keyId }) => `${name} (${keyId})`).join(', ')}
      </bdi>
    </>
  );
}
