import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import request from 'supertest';
import { apiBase, commandNames, commandPath, commands, routes } from '#contracts';
import { startApp, type TestApp } from '../support/start-app.js';

interface Operation {
  operationId: string;
  summary: string;
  'x-permission': string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string }>;
}
interface Description {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
}

describe('the description of the API', () => {
  let app: TestApp;
  let description: Description;
  beforeAll(async () => {
    app = await startApp({ worker: false });
    const answer = await request(app.url).get(`${apiBase}/openapi.json`).expect(200);
    expect(answer.headers['content-type']).toContain('application/json');
    description = answer.body as Description;
  });
  afterAll(() => app.stop());

  const operations = () =>
    Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );

  test('it is OpenAPI 3.1 of this address, each operation whole and named once', () => {
    expect(description.openapi).toMatch(/^3\.1\.\d$/);
    expect(description.servers).toEqual([{ url: apiBase }]);
    expect(description.info).toMatchObject({ title: 'Uphold', version: '1' });
    for (const { path, method, operation } of operations()) {
      expect(['get', 'post', 'put', 'delete']).toContain(method);
      expect(path).toMatch(/^\/[a-z-]+(\.json)?(\/(\{id\}|\{deed\}|[a-z-]+))*$/);
      expect(operation).toMatchObject({
        operationId: expect.any(String),
        summary: expect.stringMatching(/./),
        'x-permission': expect.stringMatching(/^(anyone|signed-in|(read|command) [a-z.-]+)$/),
      });
      expect(Object.keys(operation.responses)).toHaveLength(2);
      const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`)).toEqual(path.match(/\{\w+\}/g) ?? []);
      const keys = operation.parameters.map((parameter) => `${parameter.in} ${parameter.name}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every reference in it leads somewhere', () => {
    const references = [...JSON.stringify(description).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to);
    expect(references.length).toBeGreaterThan(0);
    for (const reference of new Set(references)) {
      const [root, ...steps] = reference?.split('/') ?? [];
      expect(root).toBe('#');
      const target = steps.reduce<unknown>(
        (at, step) => (at as Record<string, unknown>)?.[step],
        description,
      );
      expect({ reference, isThere: target !== undefined }).toEqual({ reference, isThere: true });
    }
    expect(JSON.stringify(description)).not.toContain('$defs');
  });

  test('every route and public command is in it, with the headers that it needs', () => {
    const described = new Map(
      operations().map(({ path, method, operation }) => [`${method} ${path}`, operation]),
    );
    const braced = (path: string) => path.replace(/:(\w+)/g, '{$1}');
    const names = commandNames.filter((name) => commands[name].door === 'public');
    expect(described.size).toBe(Object.keys(routes).length + names.length);
    for (const [name, { method, path }] of Object.entries(routes)) {
      expect(described.get(`${method.toLowerCase()} ${braced(path)}`)?.operationId).toBe(name);
    }
    for (const name of names) {
      const operation = described.get(`post ${braced(commandPath(name))}`);
      const headers = operation?.parameters.filter((one) => one.in === 'header').map((one) => one.name);
      expect(headers).toEqual([
        'X-CSRF-Token',
        'Idempotency-Key',
        ...(commands[name].shape === 'change' || name === 'proposal.make' ? ['If-Match'] : []),
      ]);
    }
    const replacement = described.get('post /evidence/{id}/file');
    expect(replacement?.parameters.map(({ name }) => name)).toContain('If-Match');
    expect(described.get('post /evidence/files')?.responses).toHaveProperty('201');
  });

  test('its addresses and names stay as they are', () => {
    const lines = operations().map(({ path, method, operation }) =>
      [method, path, operation.operationId, operation['x-permission']].join(' · '),
    );
    expect(lines.sort().join('\n')).toMatchSnapshot();
  });

  test('its page loads with its scripts, and nothing else may run there', async () => {
    const page = await request(app.url).get('/api/docs').expect(200);
    expect(page.headers['content-type']).toContain('text/html');
    const policy = page.headers['content-security-policy'];
    expect(policy).toContain("script-src 'self'; style-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe-/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    const named = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(named).toHaveLength(3);
    for (const address of named) await request(app.url).get(address).expect(200);
    expect(page.text).not.toMatch(/<script>|<style>|https?:/);
  });
});
