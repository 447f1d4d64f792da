import { commandPath, Receipt, type CommandName, type CommandRequest } from '#contracts';
import { request } from './request.js';

export interface CommandCall<N extends CommandName> {
  name: N;
  /** The object to change; none for a command that makes one. */
  id?: string;
  /** The version that the person saw. */
  version?: number;
  input: CommandRequest<N>;
  /** One for each intention of the person, the same when it is tried again. */
  idempotencyKey: string;
}

/** Sends a command; the receipt is the proof that it was recorded. */
export function runCommand<N extends CommandName>(call: CommandCall<N>): Promise<Receipt> {
  return request('POST', commandPath(call.name).replace(':id', call.id ?? ''), {
    input: call.input,
    headers: commandHeaders(call),
    view: Receipt,
  });
}

export function commandHeaders({ version, idempotencyKey }: { version?: number; idempotencyKey: string }) {
  return {
    'Idempotency-Key': idempotencyKey,
    ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
  };
}
