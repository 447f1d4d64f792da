import type { CSSProperties } from 'react';
import { useAnswer } from '../request/ask.js';
import { QrCode } from '../ui/qr-code.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './checkpoint.module.css';

/** The newest checkpoint as text and as a QR code, so that what is printed carries it out of the house. */
export function CheckpointStamp() {
  const say = useWords();
  const dates = useDates();
  const { data } = useAnswer('logStatus');
  if (!data) return null;
  const { checkpoint } = data;
  const lines = checkpoint?.note.split('\n') ?? [];
  // On paper each line of the note stays one line, so the longest says how large its letters may be.
  const longest = { '--longest': Math.max(...lines.map(({ length }) => length)) } as CSSProperties;
  return (
    <section className={css.stamp} aria-label={say('stamp.title')}>
      {checkpoint ? (
        <>
          <QrCode className={css.qr} text={checkpoint.note} label={say('stamp.qr')} />
          <div className={css.said}>
            <p className={css.title}>
              {say('stamp.title')} · {dates.time(checkpoint.at)}
            </p>
            <pre className={css.note} dir="ltr" style={longest}>
              {checkpoint.note}
            </pre>
            <p className="small soft">{say('stamp.hint')}</p>
          </div>
        </>
      ) : (
        <p className="soft">{say('stamp.none')}</p>
      )}
    </section>
  );
}
