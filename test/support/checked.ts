import { CheckRunView, pageOf, type CheckKind } from '#contracts';
import type { Client } from './client.js';
import { eventually } from './eventually.js';

const Runs = pageOf(CheckRunView);

/** Asks for a check and waits until it ended. */
export async function checked(client: Client, kind: CheckKind): Promise<CheckRunView> {
  const asked = CheckRunView.parse((await client.send('post', '/checks').send({ kind }).expect(200)).body);
  return eventually(
    async () => {
      const { rows } = Runs.parse((await client.get('/checks', { kind, limit: 5 }).expect(200)).body);
      return rows.find(({ id }) => id === asked.id) as CheckRunView;
    },
    ({ finishedAt }) => finishedAt !== null,
  );
}
