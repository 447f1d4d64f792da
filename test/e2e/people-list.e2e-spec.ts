import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { peopleColumns, peopleRowsMax, PeoplePlan, peopleStepKey } from '#contracts';
import { accepted } from '../support/client.js';
import { expectRefused } from '../support/matchers.js';
import { leavesNoTrace } from '../support/record.js';
import { signedIn } from '../support/signed-in.js';
import { createSmallWorld, type SmallWorld } from '../support/small-world.js';
import { startApp, type TestApp } from '../support/start-app.js';
import { uphold } from '../support/terminal.js';

const head = peopleColumns.join(',');
const lines = (...rows: string[]) => [head, ...rows].join('\r\n');

describe('a list of people', () => {
  let app: TestApp;
  let world: SmallWorld;
  let people: Awaited<ReturnType<typeof signedIn<'administrator' | 'auditor' | 'manager'>>>;
  let folder: string;
  beforeAll(async () => {
    app = await startApp();
    world = await createSmallWorld(app.store);
    people = await signedIn(app, world, 'administrator', 'auditor', 'manager');
    folder = await mkdtemp(join(tmpdir(), 'uphold-people-'));
  });
  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true });
  });
  const plan = async (text: string) => {
    const answer = await people.administrator.send('post', '/people/plan').send({ text }).expect(200);
    return PeoplePlan.parse(answer.body);
  };
  const importFile = async (text: string, ...more: string[]) => {
    const path = join(folder, 'people.csv');
    await writeFile(path, text);
    const as = more.includes('--as') ? [] : ['--as', world.emailOf('administrator')];
    return uphold(app.databaseUrl, 'import-people', path, ...as, ...more);
  };
  const count = async (table: string) =>
    (await app.store.pool.query<{ n: number }>(`select count(*) as n from "${table}"`)).rows[0]?.n;

  test('is checked row by row, each fault with its column, and nothing is changed by it', async () => {
    const rows = [
      'Ana,ana@x.example,fr,manager,review,test-review,no,2099-12-31,Runs it,yes',
      'Ana,ana@x.example,fr,staff,,,,,Also works,',
      ',nowhere,xx,king,,,maybe,31.12.2099,,',
      'Ben,ben@x.example,,staff,entity,No such,,,x,',
      'Ben,ben@x.example,,staff,installation,,yes,2001-01-01,x,',
      'Zoe,ana@x.example,fr,,,,,,,',
      `Ada Administrator,administrator@test.example,,auditor,,,,,To see,`,
      'Cy,cy@x.example,,,entity,,,,,',
      'Di,di@x.example,,auditor,,x',
    ];
    const { rows: planned, fileFaults } = await leavesNoTrace(app.store, () => plan(lines(...rows)));
    expect(fileFaults).toEqual([]);
    const faults = planned.map((row) => row.faults.map(({ code, column }) => `${column}: ${code}`));
    expect(faults).toEqual([
      [],
      [],
      [
        'language: unknown-word',
        'name: missing',
        'email: not-an-address',
        'role: unknown-word',
        'verifies: unknown-word',
        'ends: not-a-date',
        'reason: missing',
      ],
      ['scope: scope-unknown'],
      ['verifies: verifies-alone', 'ends: in-the-past'],
      ['name: says-otherwise', 'email: twice'],
      ['role: own-rights'],
      ['role: role-missing'],
      ['null: cells'],
    ]);
    expect(planned[0]).toMatchObject({
      line: 2,
      person: { name: 'Ana', email: 'ana@x.example', language: 'fr' },
      grant: {
        role: 'manager',
        scopeType: 'review',
        scopeId: world.reviewId,
        endsAt: '2099-12-31T23:59:59.999Z',
      },
      invites: true,
    });
    expect(planned[1]).toMatchObject({ person: null, personId: null, grant: { role: 'staff' } });
  });

  test.each([
    ['without a column', 'name\nx', 'columns-missing'],
    ['with an unknown one', 'name,email,colour\nx,y,z', 'columns-unknown'],
    ['with one named twice', 'name,email,name\nx,y,z', 'columns-twice'],
    ['without rows', head, 'no-rows'],
    ['with too many rows', lines(...Array.from({ length: peopleRowsMax + 1 }, () => 'a,b')), 'too-many-rows'],
    ['with an open quotation mark', `${head}\n"x,y`, 'quotes'],
  ])('%s is told as unusable', async (_case, text, code) => {
    expect((await plan(text)).fileFaults.map((fault) => fault.code)).toEqual([code]);
  });

  test('is not for those who keep no accounts, and not larger than it may be', async () => {
    const text = lines('Ana,ana@x.example');
    expectRefused(await people.manager.send('post', '/people/plan').send({ text }), 'not-permitted');
    expectRefused(await people.auditor.send('post', '/people/plan').send({ text }), 'not-permitted');
    const large = { text: 'x'.repeat(5_000_000) };
    expectRefused(await people.administrator.send('post', '/people/plan').send(large), 'body-too-large');
    const left = await importFile(text, '--as', world.emailOf('manager'));
    expect(left).toMatchObject({ code: 1, err: expect.stringContaining('your roles do not allow') });
  });

  test('is carried out from the terminal, and the second time changes nothing', async () => {
    const text = lines(
      'Eve,eve@x.example,es,staff,entity,LEAD,,,Joined,',
      'Eve,eve@x.example,es,auditor,,,yes,,Oversight,',
      'Fay,FAY@x.example,,,,,,,,',
    ).replace('LEAD', await nameOf(world.entities.lead));
    const dry = await leavesNoTrace(app.store, () => importFile(text, '--dry-run'));
    expect(dry).toMatchObject({ code: 0, out: 'Dry run: 3 rows would be carried out. Nothing was written.' });
    const before = [await count('person'), await count('grant')];
    expect(await importFile(text)).toMatchObject({ code: 0, out: 'Carried out: 3 rows.', err: '' });
    expect([await count('person'), await count('grant')]).toEqual(before.map((n) => Number(n) + 2));
    const again = await leavesNoTrace(app.store, () => importFile(text));
    expect(again).toMatchObject({ code: 0, out: expect.stringContaining('(3 as asked already)') });
    expect((await plan(text)).rows.every(({ person, grant }) => !person && !grant)).toBe(true);
    const differs = await plan(text.replace('auditor,,,yes', 'auditor,,,no').replaceAll('Eve,', 'Eva,'));
    expect(differs.rows[1]?.faults).toMatchObject([{ code: 'grant-differs' }]);
    expect(differs.rows[0]?.warnings).toMatchObject([{ code: 'name-kept', value: 'Eve' }]);
  });

  test('invites by mail where mail is set up, and says so where it is not', async () => {
    const invited = async () =>
      (
        await app.store.pool.query<{ email: string }>(
          'select person.email from password_link link join person on person.id = link.person_id',
        )
      ).rows.map(({ email }) => email);
    const without = await importFile(lines('Kim,kim@x.example,,,,,,,,yes'));
    expect(without.err).toContain('Warning: nobody is invited from here');
    expect(await invited()).toEqual([]);
    const mail = { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'u@x.example', PUBLIC_URL: 'https://u.example' };
    Object.assign(process.env, mail);
    try {
      expect(await importFile(lines('Lou,lou@x.example,,,,,,,,yes'))).toMatchObject({ code: 0, err: '' });
    } finally {
      for (const name of Object.keys(mail)) delete process.env[name];
    }
    expect(await invited()).toEqual(['lou@x.example']);
  });

  test('with a bad row is left alone, unless the bad ones are to be skipped', async () => {
    const text = lines('Gus,gus@x.example', 'Hal,not an address')
      .replaceAll(',gus@x.example', ',gus@x.example,,,,,,,,')
      .replace('not an address', 'not an address,,,,,,,,');
    const left = await leavesNoTrace(app.store, () => importFile(text));
    expect(left).toMatchObject({ code: 1, out: expect.stringContaining('Nothing was written (1 bad)') });
    expect(left.err).toBe('Bad: line 3 (not an address): email “not an address” is no e-mail address.');
    expect(await importFile(text, '--skip-bad')).toMatchObject({
      code: 1,
      out: 'Carried out: 1 row (1 bad).',
    });
  });

  test('is carried out by the commands of everybody, and an interrupted step is not done twice', async () => {
    const text = lines('=1+1,ida@x.example,en,staff,,,,,@once,');
    const planned = await plan(text);
    const [row] = planned.rows;
    expect(row?.warnings.map(({ code, column }) => `${column}: ${code}`)).toEqual([
      'name: formula',
      'reason: formula',
    ]);
    const key = peopleStepKey(planned, 2, 'person');
    const open = async () =>
      accepted(await people.administrator.command('person.create', row?.person ?? never(), { key }));
    const [first, second] = [await open(), await open()];
    expect(second.objectId).toBe(first.objectId);
  });

  test('can be filled in, and downloaded without a cell that a spreadsheet would calculate', async () => {
    const template = await people.manager.get('/people/template').expect(200);
    expect((await plan(template.text)).fileFaults).toEqual([]);
    for (const [name, email] of [
      ['=HYPERLINK("http://x")', 'j1@x.example'],
      ['+1', 'j2@x.example'],
      ['-1', 'j3@x.example'],
      ['@sum', 'j4@x.example'],
    ] as const)
      await people.administrator.must('person.create', { name, email });
    const answer = await people.auditor.get('/people/export').expect(200);
    expect(answer.headers['content-disposition']).toMatch(/attachment; filename="uphold-people-.*\.csv"/);
    const rows = parse<Record<string, string>>(answer.text, { columns: true });
    const nameOfAddress = (address: string) => rows.find(({ email }) => email === address)?.['name'];
    expect(nameOfAddress('j1@x.example')).toBe(`'=HYPERLINK("http://x")`);
    expect(['j2', 'j3', 'j4'].map((j) => nameOfAddress(`${j}@x.example`))).toEqual(["'+1", "'-1", "'@sum"]);
    expect(answer.text).not.toMatch(/(^|,)"?[=+\-@\t\r]/m);
    expect(rows.filter(({ email }) => email === world.emailOf('auditor'))).toMatchObject([
      { role: 'auditor', scope_type: 'installation', verifies: 'yes', state: 'active' },
    ]);
    expectRefused(await people.manager.get('/people/export'), 'not-permitted');
    const told = await people.auditor.get('/history', { action: 'export.made' });
    expect(told.body.rows[0].body).toMatchObject({ what: 'people', entries: rows.length - 1 });
  });

  const nameOf = async (id: string) =>
    (await app.store.pool.query<{ name: string }>('select name from entity where id = $1', [id])).rows[0]
      ?.name ?? '';
  const never = (): never => {
    throw new Error('there is no such row');
  };
});
