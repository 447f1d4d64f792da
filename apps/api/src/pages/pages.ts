import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { apiBase } from '#contracts';
import { pagePolicy } from '../protection/headers.js';

const require = createRequire(import.meta.url);

/** Serves the web client with its addresses, and a page on which the API can be browsed. */
export async function servePages(app: NestFastifyApplication, webFolder: string | undefined): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(fastifyStatic, {
    root: dirname(require.resolve('swagger-ui-dist/package.json')),
    prefix: '/api/docs/assets/',
    allowedPath: (path) => /^\/swagger-ui(-bundle)?\.(css|js)$/.test(path),
    decorateReply: false,
    index: false,
  });
  const pageOf = (reply: FastifyReply, page: string) =>
    reply
      .type('text/html; charset=utf-8')
      .headers({ 'Cache-Control': 'no-cache', 'Content-Security-Policy': pagePolicy })
      .send(page);
  fastify.get('/api/docs', (_request, reply) => pageOf(reply, docsPage));
  fastify.get('/api/docs/start.js', (_request, reply) => reply.type('text/javascript').send(docsStart));
  if (!webFolder) return;
  const index = await readFile(join(webFolder, 'index.html'), 'utf8');
  await fastify.register(fastifyStatic, {
    root: join(webFolder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
    index: false,
  });
  const page = (request: FastifyRequest, reply: FastifyReply) =>
    /^\/(?:api|scim)\//.test(request.url) ? reply.callNotFound() : pageOf(reply, index);
  fastify.get('/', page);
  fastify.get('/*', page);
}

const docsPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Uphold API</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/api/docs/assets/swagger-ui.css"></head>
<body><div id="docs"></div><script src="/api/docs/assets/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script></body></html>`;
const docsStart = `SwaggerUIBundle({ url: '${apiBase}/openapi.json', dom_id: '#docs', deepLinking: true });`;
