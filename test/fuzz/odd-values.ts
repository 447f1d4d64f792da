import fc, { type Arbitrary } from 'fast-check';

const texts = [
  ...[
    '',
    ' ',
    '\n',
    '\t\r\n',
    '\0',
    'a\0b',
    '\ud800',
    'a\udc00',
    '\u0007',
    '\u200b',
    '\u200b\u200d\u2060',
    '\u202e',
    '\ufeff',
  ],
  ...[
    'null',
    'NaN',
    'Infinity',
    '-0',
    '1e400',
    '0x10',
    'true',
    '__proto__',
    'constructor',
    '[object Object]',
  ],
  ...[
    "'; drop table person; --",
    "' or ''='",
    '../../etc/passwd',
    '%00',
    '${7*7}',
    '{{7*7}}',
    '<script>alert(1)</script>',
  ],
  ...[
    '=HYPERLINK("http://evil.example")',
    '\\',
    '"',
    "\\'",
    'x'.repeat(300),
    '预'.repeat(5000),
    '\u0301'.repeat(400),
    'x'.repeat(30_000),
  ],
  ...[
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://169.254.169.254/',
    'https://user:pass@x.example',
    'http://[::1]',
  ],
  ...[
    'http://a b',
    'http://\u202e.example',
    'mailto:a@b',
    '//evil.example',
    'http:',
    'HTTPS://X.EXAMPLE',
    'http://x\\y',
    'data:text/html,x',
  ],
  ...[
    '0000-01-01',
    '2026-02-30',
    '10000-01-01',
    '2026-1-1',
    '-000001-01-01',
    '+275760-09-13',
    'infinity',
    'now',
    'epoch',
    '0001-01-01 BC',
  ],
  ...[
    '2026-01-01T24:00:00Z',
    '2026-12-31T23:59:60Z',
    '2026-01-01T00:00:00+14:00',
    '2026-01-01T00:00Z',
    '0000-01-01T00:00:00Z',
  ],
  ...[
    '00000000-0000-0000-0000-000000000000',
    'ffffffff-ffff-ffff-ffff-ffffffffffff',
    '{0192f3a0-0000-7000-8000-000000000000}',
  ],
  ...[
    'a@b',
    'a@b.example\r\nBcc: c@d.example',
    '"a b"@x.example',
    `${'a'.repeat(300)}@x.example`,
    'ａ@x.example',
    'A@X.EXAMPLE',
  ],
];
const numbers = [
  -1,
  0,
  1,
  1.5,
  -0,
  201,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  2 ** 63,
  1e21,
  1e308,
  Number.MIN_VALUE,
  -(2 ** 53),
];

const nested = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
};

/** Values of every wrong kind and length. */
export const odd: Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...texts) },
  { weight: 3, arbitrary: fc.constantFrom(...numbers) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { $ne: null }) },
  { weight: 1, arbitrary: fc.constantFrom(100, 2000).map(nested) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);
export const oddText: Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);
export const oddNames = [
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'id',
    'version',
    'role',
    'isAdmin',
  ],
  ...[
    '',
    ' ',
    '$where',
    'a.b',
    'a[b]',
    'actor',
    'at',
    'passwordHash',
    'storageKey',
    '\u200b',
    'x'.repeat(3000),
  ],
];
