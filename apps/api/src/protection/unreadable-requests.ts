import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { v7 as uuid } from 'uuid';
import { Refusal, type ProblemCode } from '#contracts';
import { problemOf, problemType } from '../problem/problem.filter.js';
import { securityHeaders } from './headers.js';

const codes: Record<string, ProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'body-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Answers what cannot be read as HTTP with a problem like any other, and closes the connection. */
export function answerUnreadable(fault: NodeJS.ErrnoException, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = codes[fault.code ?? ''] ?? 'malformed-request';
  const problem = problemOf(new Refusal(code, 'the request cannot be read'), uuid());
  const body = JSON.stringify(problem);
  const headers = {
    ...securityHeaders,
    'Content-Type': problemType,
    'Content-Length': Buffer.byteLength(body),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end([`HTTP/1.1 ${problem.status} ${problem.title}`, ...lines, '', body].join('\r\n'));
}

/** An expectation that is not known may be passed over (RFC 9110 section 10.1.1); Node would answer it with nothing. */
export function passOverExpectations(server: Server): void {
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    server.emit('request', request, response);
  });
}
