import type { FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Refusal } from '#contracts';
import { Pace, Places, type Limits } from './pace.js';
import { isFromHere, neighbourhoodOf, trustIn, type Trust } from './trusted-proxies.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What one node knows of who asks how often, and of whom to believe where a request comes from. */
export class Protection {
  readonly trusts: Trust;
  private readonly address: Pace | null;
  private readonly knocking: Pace | null;
  private readonly person: Pace | null;
  private readonly changes: Pace | null;
  private readonly uploads: Places | null;
  private readonly uploadsOfPerson: Places | null;

  /** @param limits null for none, where something else in front of the node keeps them */
  constructor(
    readonly limits: Limits | null,
    trustedProxies: readonly string[] = [],
  ) {
    this.trusts = trustIn(trustedProxies);
    this.address = limits && new Pace(limits.address);
    this.knocking = limits && new Pace(limits.knocking);
    this.person = limits && new Pace(limits.person);
    this.changes = limits && new Pace(limits.changes);
    this.uploads = limits && new Places(limits.uploads);
    this.uploadsOfPerson = limits && new Places(limits.uploadsOfPerson);
  }

  /** Counts any request, before anything is done for it. */
  demandOfAddress({ ip }: FastifyRequest): void {
    this.address?.demand(neighbourhoodOf(ip));
  }

  /** Counts a request that nobody in particular sends. */
  demandOfNobody({ ip, method }: FastifyRequest): void {
    if (!safeMethods.has(method)) this.knocking?.demand(neighbourhoodOf(ip));
  }

  demandOfPerson(personId: string, { method }: FastifyRequest): void {
    this.person?.demand(personId);
    if (!safeMethods.has(method)) this.changes?.demand(personId);
  }

  /** Runs an upload, of which each person and the node have a few at once. */
  async whileUploading<T>(personId: string, upload: () => Promise<T>): Promise<T> {
    const { uploads, uploadsOfPerson } = this;
    if (!uploads || !uploadsOfPerson) return upload();
    if (!uploadsOfPerson.take(personId)) throw tooManyUploads();
    try {
      if (!uploads.take('all')) throw tooManyUploads();
      try {
        return await upload();
      } finally {
        uploads.giveBack('all');
      }
    } finally {
      uploadsOfPerson.giveBack(personId);
    }
  }

  isFromHere(request: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
    return isFromHere(request, this.trusts);
  }
}

function tooManyUploads(): Refusal {
  return new Refusal('too-many-requests', 'other uploads are under way', { retryAfterSeconds: 5 });
}
