import fc, { type Arbitrary } from 'fast-check';
import type { SentBody } from './bodies.js';
import type { Schema } from './description.js';
import { oddNames, oddText } from './odd-values.js';
import { valid, type Pools } from './values.js';

type Part = { name: string; value: Buffer; fileName?: string };

const contents = [
  '%PDF-1.7\n1 0 obj\n<<>>\nendobj\n',
  'Plain words.',
  '',
  '<!doctype html><script>alert(1)</script>',
  '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'PK\x03\x04\x14\0\0\0\x08\0'.padEnd(60, '\0'),
  'PK\x05\x06'.padEnd(22, '\0'),
  'MZ\x90\0\x03'.padEnd(64, '\0'),
  '\x89PNG\r\n\x1a\n\0\0\0\rIHDR',
  '\xff\xfe\x00'.repeat(20),
  'x'.repeat(200_000),
];
const names = [
  ...[
    'report.pdf',
    'notes.txt',
    'a.csv',
    'تقرير.pdf',
    '../../x.txt',
    'C:\\x\\y.txt',
    '.htaccess',
    '',
    'x'.repeat(400) + '.txt',
  ],
  ...[
    'a\0b.txt',
    'a\r\nX: y.txt',
    '\u202etxt.exe.txt',
    'a"; filename="b.txt',
    'nul',
    'a.html',
    'a.svg',
    '/',
    '..',
    'a/b/',
  ],
];

const boundary = 'fuzz-boundary';

function written(parts: readonly Part[], end = `\r\n--${boundary}--\r\n`): Buffer {
  const pieces = parts.map(({ name, value, fileName }, place) => {
    const file = fileName === undefined ? '' : `; filename="${fileName.replaceAll('"', '%22')}"`;
    const type = fileName === undefined ? '' : '\r\nContent-Type: application/octet-stream';
    const lead = `${place ? '\r\n' : ''}--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}${type}\r\n\r\n`;
    return Buffer.concat([Buffer.from(lead), value]);
  });
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

type Twist = (parts: readonly Part[]) => Buffer;
const twists: Twist[] = [
  (parts) => written([...parts].reverse()),
  (parts) => written([...parts, ...parts]),
  (parts) => written(parts).subarray(0, -30),
  (parts) => written(parts, ''),
  (parts) => written(parts.slice(0, -1)),
  (parts) => written(parts.slice(-1)),
  (parts) => written([...Array<Part>(40).fill({ name: 'a', value: Buffer.from('x') }), ...parts]),
  () => Buffer.alloc(0),
  () => Buffer.from(`--${boundary}--\r\n`),
  (parts) => written(parts.map((part) => ({ ...part, name: '' }))),
  (parts) => Buffer.from(written(parts).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
];

/** Forms around what an upload's schema describes. Fields come first and the file last, unless they are twisted. */
export function forms(schema: Schema, pools: Pools): Arbitrary<SentBody> {
  const { file: _, ...fields } = schema.properties ?? {};
  const required = (schema.required ?? []).filter((name) => name !== 'file');
  const described = valid({ ...schema, properties: fields, required }, '', pools) as Arbitrary<object>;
  const file = fc
    .tuple(fc.constantFrom(...contents), fc.constantFrom(...names), fc.boolean())
    .map(([content, name, isPlain]) =>
      isPlain
        ? { name: 'file', value: Buffer.from(contents[0] ?? ''), fileName: 'report.pdf' }
        : { name: 'file', value: Buffer.from(content, 'latin1'), fileName: name },
    );
  const parts = fc.tuple(described, file).map(([value, one]): Part[] => [...fieldParts(value), one]);
  const changed = fc
    .tuple(parts, fc.nat(100), oddText, fc.constantFrom(...oddNames), fc.boolean())
    .map(([all, pick, text, name, isNew]) =>
      isNew
        ? [{ name, value: Buffer.from(text) }, ...all]
        : all.map((part, place) =>
            place === pick % all.length && part.fileName === undefined
              ? { ...part, value: Buffer.from(text) }
              : part,
          ),
    );
  const type = `multipart/form-data; boundary=${boundary}`;
  const sent = (arbitrary: Arbitrary<Part[]>) =>
    arbitrary.map((all): SentBody => ({ bytes: written(all), type }));
  return fc.oneof(
    { weight: 5, arbitrary: sent(parts) },
    { weight: 3, arbitrary: sent(changed) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          parts,
          fc.constantFrom(...twists),
          fc.constantFrom(type, type, type, 'multipart/form-data', 'multipart/mixed; boundary=x'),
        )
        .map(([all, twist, sentType]) => ({ bytes: twist(all), type: sentType })),
    },
  );
}

function fieldParts(value: object): Part[] {
  return Object.entries(value).map(([name, one]) => ({ name, value: Buffer.from(String(one)) }));
}
