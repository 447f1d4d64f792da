import { Logger } from '@nestjs/common';
import type { z } from 'zod';
import { Refusal, type Acknowledgement } from '#contracts';
import { parsed } from '../door/validation.js';

const logger = new Logger('Live');

/** Wraps a socket event: the frame is parsed by its contract, and the sender is always answered, ok or refused. */
export function acknowledged<C extends z.ZodType, A>(
  contract: C,
  answer: (frame: z.infer<C>) => Promise<A>,
): (frame: unknown, acknowledge?: (answer: Acknowledgement<A>) => void) => void {
  return (frame, acknowledge) => {
    const reply = (answered: Acknowledgement<A>) => {
      if (typeof acknowledge === 'function') acknowledge(answered);
    };
    Promise.resolve()
      .then(() => answer(parsed(contract, frame)))
      .then((given) => reply({ ok: true, answer: given }))
      .catch((fault: unknown) => {
        if (fault instanceof Refusal) {
          reply({ ok: false, code: fault.code, detail: fault.message });
          return;
        }
        logger.error(fault);
        reply({ ok: false, code: 'internal-error' });
      });
  };
}
