import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sequenceBatch, Store } from '#store';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { expectWholeLog, leavesNoTrace } from '../support/record.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { uphold } from '../support/terminal.js';

const head = 'review_code,code,title,text';
const review = {
  code: 'new-review',
  title: 'A review',
  date: '2020-01-31',
  commissionedBy: 'Board',
  summary: 'Summary',
};

let database: TestDatabase;
let store: Store;
let world: SmallWorld;
let folder: string;
let reviewCode: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uphold-import-'));
});
beforeEach(async () => {
  database = await createTestDatabase();
  store = await Store.open(database.url);
  world = await createSmallWorld(store);
  const { rows } = await store.pool.query<{ code: string }>('select code from review');
  reviewCode = rows[0]?.code ?? '';
});
afterEach(async () => {
  await store.close();
  await database.drop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an import', () => {
  test('keeps a formula as the text that it is, and warns', async () => {
    const left = await importText('a.csv', `${head}\n${reviewCode},F-1,"=HYPERLINK(""http://x"")",@cmd\n`);
    expect(left).toMatchObject({ code: 0, out: 'Written: 0 reviews and 1 recommendation.' });
    expect(left.err).toContain('Warning: line 2 (F-1): title begins like a formula');
    expect(await wordings()).toContainEqual({ code: 'F-1', title: '=HYPERLINK("http://x")', text: '@cmd' });
  });

  test('names bad rows with line and reason, and writes nothing', async () => {
    const text = `${head},lead_entity\n${reviewCode},B-1,good,x,\n${reviewCode},B-2,"two\nlines",x,Nowhere\nno-review,B-3,t,x,\n${reviewCode},B-1,twice,x,\n${reviewCode},B-5,,x,\n`;
    const left = await leavesNoTrace(store, () => importText('bad.csv', text));
    expect(left.code).toBe(1);
    expect(left.err.split('\n')).toEqual([
      'Bad: line 3 (B-2): title has control characters or broken Unicode.',
      'Bad: line 5 (B-3): belongs to the review “no-review”, which neither exists nor can be made from the file.',
      `Bad: line 6 (B-1): stands in the file twice: B-1 is on line 2 too.`,
      'Bad: line 7 (B-5): title is empty.',
    ]);
    expect(left.out).toBe(
      'Nothing was written (4 bad). Mend the bad rows, or import the 1 good ones with --skip-bad.',
    );
  });

  test('writes the good rows with --skip-bad', async () => {
    const left = await importText(
      'bad.csv',
      `${head}\n${reviewCode},S-1,good,x\n${reviewCode},S-2,,x\n`,
      '--skip-bad',
    );
    expect(left).toMatchObject({ code: 1, out: 'Written: 0 reviews and 1 recommendation (1 bad).' });
  });

  test('of the same file a second time writes nothing, even after what it brought was changed', async () => {
    const text = `${head}\n${reviewCode},T-1,first,x\n`;
    await importText('t.csv', text);
    await store.pool.query(`update recommendation set title = 'as edited since' where code = 'T-1'`);
    const left = await leavesNoTrace(store, () => importText('t.csv', text));
    expect(left).toMatchObject({ code: 0, err: '' });
    expect(left.out).toContain('line 2 (T-1): exists already.');
    const other = await leavesNoTrace(store, () => importText('t.csv', text.replace('first', 'another')));
    expect(other.err).toContain('line 2 (T-1): exists already and says something else in: title');
  });

  test('checks everything and writes nothing with --dry-run', async () => {
    const left = await leavesNoTrace(store, () =>
      importText('d.csv', `${head}\n${reviewCode},D-1,t,x\n`, '--dry-run'),
    );
    expect(left).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was written.') });
  });

  test('brings reviews and recommendations from the JSON document', async () => {
    const recommendations = [
      { code: 'J-1', title: 't', text: 'x', addressee: 'Board', sourceVerified: true },
    ];
    const left = await importText('j.json', documentOf({ ...review, recommendations }));
    expect(left).toEqual({ code: 0, err: '', out: 'Written: 1 review and 1 recommendation.' });
    const again = await importText('j.json', documentOf({ ...review, recommendations }));
    expect(again.out).toContain('(2 exist already)');
    while ((await sequenceBatch(store.pool)) > 0);
    await expectWholeLog(store);
  });

  test('names a bad row of the JSON document by its path, and with it those that need it', async () => {
    const recommendations = [{ code: 'J-1', title: 't', text: 'x' }];
    const left = await leavesNoTrace(store, () =>
      importText('j.json', documentOf({ ...review, date: '31.1.2020', recommendations })),
    );
    expect(left.err).toContain('Bad: reviews[0] (review new-review): date must be a date like 2013-12-17.');
    expect(left.err).toContain('Bad: reviews[0].recommendations[0] (J-1): belongs to the review');
  });

  test('is refused row by row to a person without the right, before anything is written', async () => {
    const text = `${head}\n${reviewCode},O-1,t,x\n`;
    const left = await leavesNoTrace(store, () =>
      importText('o.csv', text, '--as', world.emailOf('observer')),
    );
    expect(left.code).toBe(1);
    expect(left.err).toContain('line 2 (O-1): is refused: your roles do not allow');
  });
});

describe('a file that cannot be used ends with exit code 2', () => {
  test.each([
    ['in UTF-16', Buffer.from(`\uFEFF${head}\n`, 'utf16le'), /UTF-16.*UTF-8/],
    ['with a missing column', `review_code,code,text\nr,1,x\n`, /Missing: title\./],
    ['with an unknown column', `${head},colour\nr,1,t,x,red\n`, /Unknown: colour\./],
    ['with an open quotation mark', `${head}\nr,1,"t,x\n`, /line 2 opens a quotation mark/],
    ['with broken JSON', `{"format": "uphold-import/1", "reviews": [}`, /not JSON that can be read/],
    ['that is empty', '', /empty/],
  ])('%s', async (_what, content, reason) => {
    const left = await leavesNoTrace(store, () => importText('u.csv', content));
    expect(left).toMatchObject({ code: 2, out: '', err: expect.stringMatching(reason) });
  });

  test('that is not there', async () => {
    const left = await uphold(database.url, 'import', join(folder, 'none.csv'), '--as', 'x@y.example');
    expect(left).toMatchObject({ code: 2, err: expect.stringContaining('there is no such file') });
  });
});

async function importText(name: string, content: string | Buffer, ...more: string[]) {
  const path = join(folder, name);
  await writeFile(path, content);
  const as = more.includes('--as') ? [] : ['--as', world.emailOf('editor')];
  return uphold(database.url, 'import', path, ...as, ...more);
}

const documentOf = (...reviews: unknown[]) => JSON.stringify({ format: 'uphold-import/1', reviews });

async function wordings() {
  return (await store.pool.query('select code, title, text from recommendation')).rows as unknown[];
}
