import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import {
  apiBase,
  commandNames,
  commandPath,
  commands,
  objectTypes,
  routes,
  socketEvents,
  type CommandName,
} from '#contracts';
import { jobNames, jobs } from '#jobs';
import { DiskEvidenceFiles, Store } from '#store';
import { DOOR } from '../../apps/api/src/door/door.decorator.js';
import { HealthController } from '../../apps/api/src/health.controller.js';
import { createApi } from '../../apps/api/src/index.js';
import { LiveGateway } from '../../apps/api/src/live/live.gateway.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { addressesOf, marksOf } from '../support/doors.js';
import { expectRefused } from '../support/matchers.js';

/**
 * Pages that anybody may load: they hold nothing of the installation, which comes through the API. The router
 * draws the files under `/api/docs/assets/` and `/assets/` by their stars alone.
 */
const pages = ['/', '/*', '/api/docs', '/api/docs*', '/api/docs/start.js'].flatMap((path) => [
  `GET ${path}`,
  `HEAD ${path}`,
]);

describe('every door names its permission', () => {
  let database: TestDatabase;
  let store: Store;
  let folder: string;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await Store.open(database.url);
    folder = await mkdtemp(join(tmpdir(), 'uphold-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html>');
    app = await createApi({ store, files: new DiskEvidenceFiles(folder), webFolder: folder });
    app.useLogger(false);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await store.close();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  const publicCommands = commandNames.filter((name) => commands[name].door === 'public');
  const tabled = () => [
    ...Object.values(routes).map(({ method, path }) => `${method} ${apiBase}${path}`),
    ...publicCommands.map((name) => `POST ${apiBase}${commandPath(name)}`),
  ];

  test('the server has just the addresses of the contracts’ tables, and pages', () => {
    const heads = tabled().flatMap((address) =>
      address.startsWith('GET') ? [`HEAD${address.slice(3)}`] : [],
    );
    const addresses = addressesOf(app);
    const known = new Set([...tabled(), ...heads, ...pages]);
    expect(addresses.filter((address) => !known.has(address))).toEqual([]);
    expect(tabled().filter((address) => !addresses.includes(address))).toEqual([]);
  });

  test('every handler of the API says who may knock, as the table does', () => {
    const marks = marksOf(app);
    expect([...marks.keys()].sort()).toEqual(tabled().sort());
    for (const { method, path, permission } of Object.values(routes)) {
      expect(marks.get(`${method} ${apiBase}${path}`)?.permission).toEqual(permission);
    }
    for (const name of publicCommands) {
      const mark = marks.get(`POST ${apiBase}${commandPath(name)}`);
      expect(mark?.permission).toEqual({ command: name });
    }
  });

  test('permissions are of objects and commands that there are, and few routes are open to anyone', () => {
    const open = [];
    for (const [name, { permission }] of Object.entries(routes)) {
      if (permission === 'anyone') open.push(name);
      if (typeof permission === 'string') continue;
      if ('read' in permission)
        expect([...objectTypes, 'history', 'check', 'reader', 'access']).toContain(permission.read);
      else expect(commandNames).toContain(permission.command);
    }
    expect(open).toEqual([
      'signIn',
      'demoPeople',
      'showFactor',
      'askPasskey',
      'passkeySignIn',
      // Whoever has forgotten a password, or has a link to choose one.
      'forgotPassword',
      'openPasswordLink',
      'usePasswordLink',
      // To the provider and back: what comes back is checked like a password.
      'signOn',
      'signOnStart',
      'signOnReturn',
      // Hashes and signatures alone, for whoever checks from outside.
      'checkpoint',
      'logKeys',
      'inclusionProof',
      'consistencyProof',
      'health',
      'openApi',
    ]);
  });

  test('every command that is not public has another door or founds the installation', () => {
    const inside = commandNames.filter((name) => commands[name].door === 'inside');
    const behindRoutes = Object.values(routes).flatMap(({ permission }) =>
      typeof permission === 'object' && 'command' in permission ? [permission.command] : [],
    );
    // One’s own password is changed at a door that first asks for the current one, or for a link; a right by a group
    // is given where its person comes in.
    const others: CommandName[] = ['installation.found', 'person.change-password', 'grant.map'];
    expect(inside.filter((name) => !others.includes(name) && !behindRoutes.includes(name))).toEqual([]);
  });

  test('a handler that says nothing of itself is not opened', async () => {
    const { read } = HealthController.prototype;
    Reflect.deleteMetadata(DOOR, read);
    const answer = await request(await app.getUrl()).get(`${apiBase}/health`);
    Reflect.defineMetadata(DOOR, { permission: 'anyone' }, read);
    expectRefused(answer, 'internal-error');
  });

  test('the socket listens to the events of the table, each for who is signed in', () => {
    const listened: string[] = [];
    const socket = {
      data: {
        actor: { personId: '' },
        sessionId: '',
        topics: new Set(),
        expiresAt: new Date(Date.now() + 60_000).toISOString(),
      },
      join: () => Promise.resolve(),
      on: (name: string) => listened.push(name),
      once: () => undefined,
    };
    app.get(LiveGateway).handleConnection(socket as never);
    expect(listened.filter((name) => name !== 'disconnect').sort()).toEqual(Object.keys(socketEvents).sort());
    for (const { permission } of Object.values(socketEvents)) expect(permission).toBe('signed-in');
  });

  test('every job says on whose rights it works', () => {
    for (const name of jobNames) {
      const { permission } = jobs[name] as { permission: unknown };
      expect(['installation-upkeep', { asPerson: 'payload' }]).toContainEqual(permission);
    }
  });
});
