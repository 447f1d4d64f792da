import 'reflect-metadata';
import fastifyCookie from '@fastify/cookie';
import fastifyMultipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import { apiBase, directoryBase, peopleBytesMax, routes } from '#contracts';
import { AppModule } from './app.module.js';
import type { ApiOptions } from './options.js';
import { servePages } from './pages/pages.js';
import { LiveAdapter } from './live/live-adapter.js';
import { answerProblem, problemOf } from './problem/problem.filter.js';
import { protect } from './protection/headers.js';
import { takeJson } from './protection/json-bodies.js';
import { scimDoors } from './scim/scim-doors.js';
import { defaultLimits } from './protection/pace.js';
import { Protection } from './protection/protection.js';
import { answerUnreadable, passOverExpectations } from './protection/unreadable-requests.js';

export type { ApiOptions, DemoPerson } from './options.js';
export { defaultLimits, scaledLimits, type Limits } from './protection/pace.js';
export { trustIn } from './protection/trusted-proxies.js';

/** A running API. */
export interface RunningApi {
  /** Where it listens, such as `http://127.0.0.1:3000`. */
  url: string;
  close(): Promise<void>;
}

/** Bytes of a JSON body at most. */
const bodyLimit = 1024 * 1024;
/** Of a list of people within JSON, where each quotation mark and line break takes two bytes. */
const listLimit = 2 * peopleBytesMax;
/** How long running requests may take to end when the API closes. */
const patienceMs = 1_000;

/** Builds the API over a store, without listening; tests ask it what doors it has. */
export async function createApi(options: Omit<ApiOptions, 'port' | 'host'>): Promise<NestFastifyApplication> {
  const protection = new Protection(
    options.limits === undefined ? defaultLimits : options.limits,
    options.trustedProxies,
  );
  const adapter = new FastifyAdapter({
    bodyLimit,
    trustProxy: (address) => protection.trusts(address),
    // A file of evidence over a poor line takes its time; a line on which nothing moves does not.
    requestTimeout: 30 * 60_000,
    connectionTimeout: 2 * 60_000,
    genReqId: () => uuid(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      protect(request, reply);
      answerProblem(reply, problemOf(error, request.id));
    },
    clientErrorHandler: answerUnreadable,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.over({ ...options, protection }),
    adapter,
    {
      logger: ['error', 'warn'],
      bodyParser: false,
    },
  );
  // JSON and uploads are what the API takes; Fastify by itself would take text as well.
  adapter.getInstance().removeContentTypeParser('text/plain');
  takeJson(adapter.getInstance<FastifyInstance>());
  adapter.getInstance().addHook('onRequest', (request, reply, done) => {
    protect(request, reply);
    try {
      protection.demandOfAddress(request);
      done();
    } catch (fault) {
      answerProblem(reply, problemOf(fault, request.id));
    }
  });
  passOverExpectations(app.getHttpServer());
  adapter.getInstance().addHook('onRoute', (route) => {
    if (route.url === `${apiBase}${routes.planPeople.path}`) route.bodyLimit = listLimit;
  });
  app.setGlobalPrefix(apiBase);
  app.useWebSocketAdapter(new LiveAdapter(app, protection));
  await app.register(fastifyCookie);
  await app.register(fastifyMultipart, {
    limits: { files: 2, fields: 10, parts: 12, fieldSize: 16_384, fileSize: Infinity, headerPairs: 50 },
    throwFileSizeLimit: false,
  });
  if (options.signOn) {
    const house = { store: options.store, protection, setting: options.signOn };
    await adapter.getInstance<FastifyInstance>().register(scimDoors(house), { prefix: directoryBase });
  }
  await servePages(app, options.webFolder);
  await app.init();
  return app;
}

/** Opens the API's doors: HTTP and sockets. */
export async function startApi({ port, host, ...options }: ApiOptions): Promise<RunningApi> {
  const app = await createApi(options);
  try {
    await app.listen(port, host);
  } catch (fault) {
    await app.close();
    throw fault;
  }
  return { url: await app.getUrl(), close: () => close(app) };
}

/** Lets running requests end, for a moment: whoever is slow or silent does not keep the process from stopping. */
async function close(app: NestFastifyApplication): Promise<void> {
  const cut = setTimeout(() => app.getHttpServer().closeAllConnections(), patienceMs);
  await app.close();
  clearTimeout(cut);
}
