import { IconLogin2 } from '@tabler/icons-react';
import { SignInBody, SignInEndedBody, SignInRefusedBody, type SignInView } from '#contracts';
import { useRows } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { Mark } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf, type Say, type Word } from '../words/use-words.js';
import css from './account.module.css';

/** What happened at the door in one's own name: whoever sees an attempt that was not theirs can act. */
export function SignInsPanel() {
  const say = useWords();
  const list = useRows('listOwnSignIns', { limit: 10 });
  return (
    <Panel title={say('account.sign-ins')} isFlush>
      <RowList
        list={list}
        empty={<Empty title={say('account.no-sign-ins')} icon={<IconLogin2 size={22} />} />}
      >
        {(rows) => (
          <ul>
            {rows.map((row) => (
              <SignInRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </RowList>
    </Panel>
  );
}

function SignInRow({ row }: { row: SignInView }) {
  const say = useWords();
  const dates = useDates();
  return (
    <li className={css.row}>
      <div className={css.told}>
        {row.action === 'sign-in.refused' ? (
          <Mark tone="bad">{say('account.refused')}</Mark>
        ) : (
          <span>{say(wordFor(row.action))}</span>
        )}
        <div className={css.meta}>
          <span>{detailOf(row, say)}</span>
        </div>
      </div>
      <time className={css.meta} dateTime={row.at}>
        {dates.time(row.at)}
      </time>
    </li>
  );
}

function wordFor(action: string): Word {
  if (action === 'sign-in.accepted') return 'account.signed-in';
  return action === 'sign-in.ended' ? 'account.signed-out' : wordOf('entry', action);
}

function detailOf({ action, body }: SignInView, say: Say): string {
  if (action === 'sign-in.ended') return say(wordOf('session-ending', SignInEndedBody.parse(body).ending));
  if (action === 'sign-in.refused') return say(wordOf('sign-in-fault', SignInRefusedBody.parse(body).fault));
  if (action !== 'sign-in.accepted') return '';
  const { methods = [] } = SignInBody.parse(body);
  return methods.map((method) => say(wordOf('sign-in-method', method))).join(' · ');
}
