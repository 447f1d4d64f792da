import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '#contracts';
import type { Site } from '#store';
import { PUBLIC_URL } from '../options.js';

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The site for which passkeys are made: that of the public address where one is set, and else the host to which the
 * request came. The latter is safe since browsers offer a passkey to no site but its own, and keep it by the site's
 * name, as we do. Browsers use passkeys over TLS alone, and on localhost.
 */
@Injectable()
export class OwnSite {
  private readonly site: Site | null;

  constructor(@Inject(PUBLIC_URL) publicUrl: string | null) {
    this.site = publicUrl === null ? null : siteOf(publicUrl);
  }

  of({ headers }: FastifyRequest): Site {
    if (this.site) return this.site;
    const host = headers.host ?? '';
    const name = host.replace(/:\d+$/, '');
    const address = `${localHosts.has(name) ? 'http' : 'https'}://${host}`;
    if (!URL.canParse(address)) throw new Refusal('malformed-body', 'the request names no host');
    return siteOf(address);
  }
}

function siteOf(address: string): Site {
  const { hostname, origin } = new URL(address);
  return { rpId: hostname, origin };
}
