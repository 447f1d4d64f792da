import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Errand } from './provider.js';

/** Binds the way to the provider and back to one browser (RFC 9700 section 4.7.1). */
const errandCookie = '__Host-uphold-errand';
const lifetimeSeconds = 600;
/** Lax, for the browser comes back from another site; everything else as of the session's own. */
const options = { path: '/', httpOnly: true, secure: true, sameSite: 'lax' } as const;

const KeptErrand = z.strictObject({
  state: z.string().min(1),
  nonce: z.string().min(1),
  verifier: z.string().min(1),
  to: z.string(),
});
/** What the browser takes along, and where it wanted to go. */
export type KeptErrand = Errand & { to: string };

export function keepErrand(reply: FastifyReply, errand: KeptErrand): void {
  const value = Buffer.from(JSON.stringify(errand)).toString('base64url');
  reply.setCookie(errandCookie, value, { ...options, maxAge: lifetimeSeconds });
}

/** What this browser took along, once; null where it took nothing, or not this. */
export function takeErrand(
  request: FastifyRequest,
  reply: FastifyReply,
  state: string | undefined,
): KeptErrand | null {
  reply.clearCookie(errandCookie, options);
  const value = request.cookies[errandCookie];
  if (!value || !state) return null;
  try {
    const kept = KeptErrand.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString()));
    return kept.success && kept.data.state === state ? kept.data : null;
  } catch (fault) {
    if (fault instanceof SyntaxError) return null;
    throw fault;
  }
}
