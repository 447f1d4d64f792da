import type { PoolClient } from 'pg';
import { Refusal, settingsOf, type InstallationSettings, type Receipt } from '#contracts';
import type { Shown } from '#permissions';

/** Whose request, under which key, in which session, and the digest of what it asks. */
export interface RequestMark {
  actorId: string | null;
  key: string | undefined;
  sessionId: string | undefined;
  digest: Buffer;
}

/** What the database says when a command is decided. */
export interface DatabaseMoment {
  /** Its clock, RFC 3339 UTC with milliseconds. */
  now: string;
  /** Whether the installation is a demo whose entries may set their time; null before it is founded. */
  isSimulated: boolean | null;
  settings: InstallationSettings;
  /** How the person of the session showed who they are; null where no running session of theirs came with the command. */
  shown: Shown | null;
  /** The receipt that was given for this key before. */
  kept: Receipt | null;
}

/**
 * Reads the clock, the settings, the session and the answer that was given to the same request before, if any. The
 * same key with another request is refused. A row lock taken earlier in the transaction does not hide a receipt: the
 * statement sees what is committed when it runs.
 */
export async function readMoment(
  client: PoolClient,
  { actorId, key, sessionId, digest }: RequestMark,
): Promise<DatabaseMoment> {
  const { rows } = await client.query<DatabaseRow>({
    name: 'moment',
    text: `select clock_timestamp() as now, house.simulated_clock as "isSimulated",
        house.step_up_for_approvals as "stepUpForApprovals", house.step_up_minutes as "stepUpMinutes",
        house.second_factor as "secondFactor", house.account_domains as "accountDomains", kept.request, kept.receipt,
        case when session.id is not null then json_build_object(
          'authenticatedAt', session.authenticated_at, 'factor', session.factor, 'factorAt', session.factor_at
        ) end as shown
      from (values (1)) once left join installation house on true
        left join session on session.id = $3 and session.person_id = $1 and session.expires_at > now()
        left join idempotency kept on kept.actor_id = $1 and kept.key = $2`,
    values: [actorId, key, sessionId],
  });
  const { now, isSimulated, shown, request, receipt, ...set } = rows[0] as DatabaseRow;
  if (request && !request.equals(digest)) {
    throw new Refusal('idempotency-key-reused', 'this key was used for another request');
  }
  return { now, isSimulated, settings: settingsOf(set), shown, kept: receipt };
}

type DatabaseRow = Pick<DatabaseMoment, 'now' | 'isSimulated' | 'shown'> & {
  [Setting in keyof InstallationSettings]: InstallationSettings[Setting] | null;
} & {
  request: Buffer | null;
  receipt: Receipt | null;
};
