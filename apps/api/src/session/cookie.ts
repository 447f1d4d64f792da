import '@fastify/cookie';

/** `__Host-`: sent to this host alone, over TLS or on localhost, for every path (RFC 6265bis section 4.1.3.2). */
export const sessionCookie = '__Host-uphold';

export const cookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

/** The session's secret out of a Cookie header, for sockets, which come with no parsed cookies. */
export function tokenInCookies(header: string | undefined): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2);
    if (name === sessionCookie) return value;
  }
  return undefined;
}

/** The token out of an Authorization header (RFC 6750 section 2.1), or undefined where it has none. */
export const tokenInHeader = (header: string | undefined): string | undefined =>
  /^Bearer +([\w~+/.-]{1,200}=*)$/i.exec(header ?? '')?.[1];
