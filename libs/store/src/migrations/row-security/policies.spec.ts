import { expect, test } from '@jest/globals';
import { lighterPolicies, readerPolicies } from './policies.js';

test('every row is shown of those tables alone that anybody may have', () => {
  const whole = Object.entries({ ...readerPolicies, ...lighterPolicies }).flatMap(([table, { using }]) =>
    using === 'true' ? [table] : [],
  );
  expect(whole.sort()).toEqual([
    'checkpoint',
    'consumer',
    'installation',
    'installation_past',
    'log_head',
    'log_key',
    'signer_state',
    'tree_node',
  ]);
});
