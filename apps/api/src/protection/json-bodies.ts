import type { FastifyInstance } from 'fastify';
import { Refusal } from '#contracts';

const plain = { mediaTypes: ['application/json'], takesEmpty: false };

/**
 * JSON is UTF-8 (RFC 8259 section 8.1). Bytes that are none are refused: put right in silence, they would be recorded
 * as something that nobody wrote. Names of prototypes are refused as well. An empty body is no JSON, unless it is taken
 * for none.
 */
export function takeJson(fastify: FastifyInstance, { mediaTypes, takesEmpty } = plain): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeContentTypeParser(mediaTypes);
  fastify.addContentTypeParser(mediaTypes, { parseAs: 'buffer' }, (request, body, done) => {
    if (takesEmpty && body.length === 0) {
      done(null, undefined);
      return;
    }
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer);
    } catch {
      done(new Refusal('malformed-body', 'the body is not in UTF-8'));
      return;
    }
    void parse(request, text, done);
  });
}
