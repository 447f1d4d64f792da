import type { z } from 'zod';
import {
  commandNames,
  EmergencyUseBody,
  ExportBody,
  FactorBody,
  occurrences,
  PasswordLinkEndedBody,
  PasswordLinkMadeBody,
  RecoveryCodeBody,
  RefusalBody,
  SignInBody,
  SignInEndedBody,
  SignInLinkedBody,
  SignInUnlinkedBody,
  SignInRefusedBody,
  SteppedUpBody,
  TokenEndedBody,
  TokenMadeBody,
  type HistoryEntry,
  type StepUpWay,
} from '#contracts';
import { useReason } from '../words/use-fault.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf, type Word } from '../words/use-words.js';
import css from './history.module.css';

/** What happened and changed no object: a refused attempt, a sign-in, an export. */
export function OccurrenceTold({ entry: { action, body } }: { entry: HistoryEntry }) {
  switch (action) {
    case 'attempt.refused':
      return <Refused body={RefusalBody.parse(body)} />;
    case 'sign-in.accepted':
      return <SignInAccepted {...SignInBody.parse(body)} />;
    case 'sign-in.refused':
      return <SignInRefused {...SignInRefusedBody.parse(body)} />;
    case 'sign-in.ended':
      return <Line word={wordOf('session-ending', SignInEndedBody.parse(body).ending)} />;
    case 'token.made':
      return <TokenMade {...TokenMadeBody.parse(body)} />;
    case 'token.ended':
      return <Line word={wordOf('session-ending', TokenEndedBody.parse(body).ending)} />;
    case 'password-link.made':
      return <Line word={wordOf('password-link-kind', PasswordLinkMadeBody.parse(body).kind)} />;
    case 'password-link.ended':
      return <Line word={wordOf('password-link-ending', PasswordLinkEndedBody.parse(body).ending)} />;
    case 'sign-in.factor-added':
    case 'sign-in.factor-removed':
      return <Way way={FactorBody.parse(body).factor} />;
    case 'sign-in.recovery-code-used':
      return <CodeUsed {...RecoveryCodeBody.parse(body)} />;
    case 'sign-in.stepped-up':
      return <Way way={SteppedUpBody.parse(body).method} />;
    case 'emergency-access.used':
      return <Opened {...EmergencyUseBody.parse(body)} />;
    case 'sign-in.linked':
      return <Linked {...SignInLinkedBody.parse(body)} />;
    case 'sign-in.unlinked':
      return <Provider {...SignInUnlinkedBody.parse(body)} />;
    case 'export.made':
      return <Exported {...ExportBody.parse(body)} />;
    default:
      return null;
  }
}

/** Whether an entry tells of something that changed no object. */
export const isOccurrence = ({ action }: HistoryEntry): boolean => action in occurrences;

/** An attempt that the rules turned down: what was tried and why it was not allowed. */
function Refused({ body }: { body: RefusalBody }) {
  const say = useWords();
  const reason = useReason();
  const isKnown = (commandNames as string[]).includes(body.command);
  return (
    <div className={css.said}>
      <span className={css.saidLabel}>
        {isKnown ? say(wordOf('command', body.command)) : <bdi dir="ltr">{body.command}</bdi>}
      </span>
      <span>{reason({ code: body.code, rule: body.rule ?? undefined })}</span>
    </div>
  );
}

function SignInAccepted({ methods = [] }: SignInBody) {
  const say = useWords();
  if (methods.length === 0) return null;
  return (
    <div className={css.said}>
      <span>{methods.map((method) => say(wordOf('sign-in-method', method))).join(' · ')}</span>
    </div>
  );
}

function SignInRefused({ fault, failures }: SignInRefusedBody) {
  const say = useWords();
  return (
    <div className={css.said}>
      <span>{say(wordOf('sign-in-fault', fault))}</span>
      <span className="small soft">{say('occurrence.failures', { count: failures })}</span>
    </div>
  );
}

function Line({ word }: { word: Word }) {
  const say = useWords();
  return (
    <div className={css.said}>
      <span>{say(word)}</span>
    </div>
  );
}

function TokenMade({ name, access, expiresAt }: TokenMadeBody) {
  const say = useWords();
  const { time } = useDates();
  return (
    <div className={css.said}>
      <span>
        <bdi>{name}</bdi> · {say(wordOf('token-access', access))}
      </span>
      <span className="small soft">{say('occurrence.until', { date: time(expiresAt) })}</span>
    </div>
  );
}

function Way({ way }: { way: StepUpWay }) {
  const say = useWords();
  return (
    <div className={css.said}>
      <span>{say(wordOf('factor', way))}</span>
    </div>
  );
}

function CodeUsed({ left }: z.infer<typeof RecoveryCodeBody>) {
  const say = useWords();
  return (
    <div className={css.said}>
      <span>{say('occurrence.codes-left', { count: left })}</span>
    </div>
  );
}

/** What somebody opened whom emergency access alone let read it. */
function Opened({ objectType }: EmergencyUseBody) {
  const say = useWords();
  return (
    <div className={css.said}>
      <span>{say(wordOf('object', objectType))}</span>
    </div>
  );
}

function Linked({ issuer, by }: SignInLinkedBody) {
  const say = useWords();
  return (
    <div className={css.said}>
      <bdi dir="ltr">{issuer}</bdi>
      <span className="small soft">{say(wordOf('sign-on-linking', by))}</span>
    </div>
  );
}

function Provider({ issuer }: SignInUnlinkedBody) {
  return (
    <div className={css.said}>
      <bdi dir="ltr">{issuer}</bdi>
    </div>
  );
}

function Exported({ what, scope, treeSize, entries }: ExportBody) {
  const say = useWords();
  return (
    <div className={css.said}>
      <span>
        {say(wordOf('export-kind', what))} · {say(wordOf('scope', scope.type))}
      </span>
      <span className="small soft">
        {what === 'people'
          ? say('occurrence.exported-people', { count: entries })
          : say('occurrence.exported', { entries, size: String(treeSize) })}
      </span>
    </div>
  );
}
