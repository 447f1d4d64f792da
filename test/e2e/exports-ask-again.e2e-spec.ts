import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportBundle, makeMails, takeMail, untilRightsEnd } from '#store';
import { sendMails } from '../../apps/worker/src/mail/send-mails.js';
import { verifiedLines } from '../support/bundle/verified.js';
import { eventually } from '../support/eventually.js';
import { issue } from '../support/issue-command.js';
import { createSmallWorld, type Person, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';

let app: TestApp;
let world: SmallWorld;
beforeAll(async () => {
  app = await startApp({ signs: true });
  world = await createSmallWorld(app.store);
});
afterAll(() => app.stop());

/** Exports by chunks, and does something once the first has come. */
async function exportedWhile(person: Person, meanwhile: () => Promise<unknown>): Promise<string[]> {
  await app.settled();
  await eventually(
    async () =>
      (await app.store.pool.query('select 1 from checkpoint where size = (select size from log_head)'))
        .rowCount,
    (count) => count === 1,
  );
  const actor = await world.actor(person);
  const { chunks } = await exportBundle(app.store, { actor });
  let text = '';
  for await (const chunk of untilRightsEnd(app.store, actor, chunks)) {
    if (text === '') await meanwhile();
    text += chunk;
  }
  return text.trimEnd().split('\n');
}

test('an export is told to its end as long as its reader may read it', async () => {
  const lines = await exportedWhile('staff', () => Promise.resolve());
  expect(await verifiedLines(lines)).toMatchObject({ outcome: 'holds', isIncomplete: false });
});

test('an export breaks off when its reader’s right ends, and is found cut off', async () => {
  const { rows } = await app.store.pool.query<{ id: string; version: number }>(
    'select id, version from "grant" where person_id = $1',
    [world.people.auditor],
  );
  const target = rows[0] ?? { id: '', version: 0 };
  const administrator = await world.actor('administrator');
  const lines = await exportedWhile('auditor', () =>
    issue(app.store, administrator, 'grant.end', { reason: 'left' }, target),
  );
  expect(lines.at(-1)).toContain('broken-off');
  const verdict = await verifiedLines(lines);
  expect(verdict).toMatchObject({ outcome: 'broken', isIncomplete: true });
  expect(verdict.faults[0]?.words).toContain('the export was cut off here');
});

test('an export breaks off when a recommendation is taken from its reader', async () => {
  const id = await world.issued();
  const version = await world.versionOf('recommendation', id);
  const manager = await world.actor('manager');
  const marking = { confidentiality: 'confidential' as const, reason: 'x' };
  const lines = await exportedWhile('staff', async () => {
    await issue(app.store, manager, 'recommendation.classify', marking, { id, version });
    await app.store.rights.look();
  });
  expect(lines.at(-1)).toContain('broken-off');
});

test('a mail about an alarm is not sent to somebody who lost the right to it', async () => {
  const { pool } = app.store;
  const mail = (person: Person) => ({
    key: `alarm:x:${world.people[person]}`,
    personId: world.people[person],
    subject: 'x',
    text: 'x',
  });
  // The auditor's grant ended above; the administrator still answers for the installation.
  await makeMails(pool, [mail('auditor'), mail('administrator')]);
  const sent: string[] = [];
  const mailer = {
    send: ({ to }: { to: string }) => {
      sent.push(to);
      return Promise.resolve({ state: 'sent' as const });
    },
    close: () => undefined,
  };
  await sendMails(app.store, mailer, () => false);
  expect(sent).toEqual([world.emailOf('administrator')]);
  expect(await takeMail(pool)).toBeNull();
});
