import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import type { z } from 'zod';
import { Id, Refusal, type FieldFault } from '#contracts';

type Issue = z.core.$ZodIssue;

/**
 * Checks what comes in against the contract that the parameter names, and says which fields are at fault. Nest's
 * own pipe would drop some unknown fields unsaid before it checks.
 */
export class ContractPipe implements PipeTransform {
  transform(given: unknown, { schema }: ArgumentMetadata): unknown {
    return schema ? parsed(schema as unknown as z.ZodType, given) : given;
  }
}

/** The refusal of an input, with each fault at its field. Unknown fields are faults like any other. */
export function inputRefusal(
  issues: readonly Issue[],
  code: 'invalid-input' | 'unsupported-query' = 'invalid-input',
): Refusal {
  const fields = issues.slice(0, 50).flatMap(faultsOf);
  return new Refusal(
    code,
    fields
      .map(({ field, message }) => `${field}: ${message}`)
      .join('; ')
      .slice(0, 1000),
    {
      fields,
    },
  );
}

function faultsOf(issue: Issue): FieldFault[] {
  const path = (issue.path ?? []).map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), message: 'is not known here' }));
  }
  return [{ field: path.join('.') || '(body)', message: issue.message }];
}

/** Parses by a contract outside of Nest's parameters. */
export function parsed<T extends z.ZodType>(contract: T, input: unknown): z.infer<T> {
  const result = contract.safeParse(input);
  if (!result.success) throw inputRefusal(result.error.issues);
  return result.data;
}

/** An identifier in an address; what is none names nothing. */
export function idOf(given: string): string {
  if (!Id.safeParse(given).success) throw new Refusal('not-found', 'there is no such thing here');
  return given.toLowerCase();
}
