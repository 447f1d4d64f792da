import type { FastifyReply, FastifyRequest } from 'fastify';

const policy = (directives: Record<string, string>) =>
  Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ');

const locked = { 'frame-ancestors': "'none'", 'base-uri': "'none'", 'object-src': "'none'" };

/** Policy of answers that no browser is to draw: problems, JSON, notes. */
const answerPolicy = policy({ 'default-src': "'none'", 'form-action': "'none'", ...locked });

/** Policy of the web client and of the page on which the API is browsed: what this server sends, and nothing inline. */
export const pagePolicy = policy({
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'form-action': "'self'",
  ...locked,
});

/** Policy of files that people brought: whatever they are, they may do nothing. */
export const filePolicy = policy({ 'default-src': "'none'", ...locked, sandbox: '' }).trim();

/** What browsers can do that this product has no use for; passkeys are asked for by its own pages alone. */
const permissions = [
  ...[
    'accelerometer',
    'autoplay',
    'camera',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
  ],
  ...[
    'gyroscope',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'screen-wake-lock',
    'usb',
    'xr-spatial-tracking',
  ],
].map((name) => `${name}=()`);
const passkeys = ['publickey-credentials-get', 'publickey-credentials-create'].map(
  (name) => `${name}=(self)`,
);

/** Goes with every answer, also with those that come before any route is looked for. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': answerPolicy,
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': [...permissions, ...passkeys].join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-DNS-Prefetch-Control': 'off',
  'X-Frame-Options': 'DENY',
  'X-Permitted-Cross-Domain-Policies': 'none',
};

/** Two years, as browsers' lists of such hosts ask for (RFC 6797 section 6.1). */
const strictTransport = 'max-age=63072000; includeSubDomains';

/** Sets what goes with every answer. Over TLS, ours or a named proxy's, browsers are told to stay with it. */
export function protect({ protocol }: FastifyRequest, reply: FastifyReply): void {
  reply.headers(securityHeaders);
  if (protocol === 'https') reply.header('Strict-Transport-Security', strictTransport);
}
