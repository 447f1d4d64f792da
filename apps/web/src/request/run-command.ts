import { commandPath, Receipt, type CommandName, type CommandRequest } from '#contracts';
import { withStepUp } from '../step-up/asked.js';
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

/** Sends a command, once its person has shown again who they are where that is asked; the receipt is the proof that it was recorded. */
export function runCommand<N extends CommandName>(call: CommandCall<N>): Promise<Receipt> {
  return withStepUp(() =>
    request('POST', commandPath(call.name).replace(':id', call.id ?? ''), {
      input: call.input,
      headers: commandHeaders(call),
      view: Receipt,
    }),
  );
}

export function commandHeaders({ version, idempotencyKey }: { version?: number; idempotencyKey: string }) {
  return {
    'Idempotency-Key': idempotencyKey,
    ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
  };
}
