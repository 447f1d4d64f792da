import { Controller, Inject, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { v7 as uuid } from 'uuid';
import type { z } from 'zod';
import {
  AddFileEvidence,
  Refusal,
  ReplaceEvidenceFile,
  ReplacementFields,
  routes,
  UploadFields,
  type Actor,
  type Command,
  type Receipt,
} from '#contracts';
import { commit, evidenceFile, Store, type EvidenceFiles } from '#store';
import { contextOf } from '../commands/command-request.js';
import { callOf, Caller } from '../door/caller.js';
import { Door } from '../door/door.decorator.js';
import { idOf } from '../door/validation.js';
import { EVIDENCE_FILES } from '../options.js';
import { Protection } from '../protection/protection.js';
import { filePolicy } from '../protection/headers.js';
import { receiveUpload, type Upload } from './upload.js';

/** Files of evidence in and out. Bytes stream to where they are kept; the record is a command like any other. */
@Controller()
export class EvidenceController {
  constructor(
    private readonly store: Store,
    @Inject(EVIDENCE_FILES) private readonly files: EvidenceFiles,
    private readonly protection: Protection,
  ) {}

  @Door(routes.uploadEvidence)
  async upload(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Receipt> {
    const context = contextOf(request, 'evidence.add-file');
    const { fields, file } = await this.receive(request, UploadFields);
    const input = AddFileEvidence.parse({ ...fields, file });
    const command = { name: 'evidence.add-file', objectType: 'evidence', objectId: uuid(), input } as const;
    return this.recordOrDiscard(request, reply, command, context, file.storageKey);
  }

  @Door(routes.replaceEvidence)
  async replace(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Receipt> {
    const context = contextOf(request, 'evidence.replace');
    const { fields, file } = await this.receive(request, ReplacementFields);
    const input = ReplaceEvidenceFile.parse({ ...fields, file });
    const command = { name: 'evidence.replace', objectType: 'evidence', objectId: idOf(id), input } as const;
    return this.recordOrDiscard(request, reply, command, context, file.storageKey);
  }

  @Door(routes.downloadEvidence)
  async download(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: routes.downloadEvidence.query }) { version }: { version?: number },
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await evidenceFile(this.store.readingAs(actor), actor, idOf(id), version);
    if (!file) throw new Refusal('not-found', 'there is no such file here');
    const name = encodeURIComponent(file.fileName).replace(
      /['()*]/g,
      (mark) => `%${mark.charCodeAt(0).toString(16)}`,
    );
    await reply
      .header('Content-Type', file.mediaType)
      .header('Content-Length', file.size)
      .header('Content-Disposition', `attachment; filename*=UTF-8''${name}`)
      .header('Content-Security-Policy', filePolicy)
      .send(await this.files.open(file));
  }

  private receive<T extends z.ZodType>(request: FastifyRequest, contract: T): Promise<Upload<T>> {
    return this.protection.whileUploading(callOf(request).actor.personId, () =>
      receiveUpload(request, contract, this.files),
    );
  }

  /** Bytes that no record names are not kept: after a refusal, and after a replay of what was answered before. */
  private async recordOrDiscard(
    request: FastifyRequest,
    reply: FastifyReply,
    command: Command,
    context: ReturnType<typeof contextOf>,
    storageKey: string,
  ): Promise<Receipt> {
    const { actor } = callOf(request);
    try {
      const receipt = await commit(this.store, actor, command, context);
      reply.header('ETag', `"${receipt.version}"`);
      const kept = await evidenceFile(this.store.readingAs(actor), actor, receipt.objectId, receipt.version);
      if (kept && kept.storageKey !== storageKey) await this.files.discard({ storageKey });
      return receipt;
    } catch (fault) {
      await this.files.discard({ storageKey });
      throw fault;
    }
  }
}
