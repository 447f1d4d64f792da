import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';

/** How many requirements of levels 1 and 2 each section has, where they are all of its first ones. */
const sections: Record<string, number> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2 },
  ...{ '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2 },
  ...{ '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3 },
  ...{ '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5, '6.6': 3, '6.8': 4 },
  ...{ '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2 },
  ...{ '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1 },
  ...{ '9.1': 3, '9.2': 4 },
  ...{ '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3 },
  ...{ '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1, '11.6': 1 },
  ...{ '12.1': 3, '12.2': 2, '12.3': 4 },
  ...{ '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5 },
  ...{ '14.1': 2, '14.2': 4, '14.3': 3 },
  ...{ '15.1': 3, '15.2': 3, '15.3': 7 },
  ...{ '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3 },
};

describe('the page on security', () => {
  let rows: string[][];
  beforeAll(async () => {
    const page = await readFile('docs/SECURITY.md', 'utf8');
    rows = page
      .split('\n')
      .filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line))
      .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')));
  });

  test('has every requirement of levels 1 and 2 once, in order', () => {
    const numbers = Object.entries(sections).flatMap(([section, count]) =>
      Array.from({ length: count }, (_, place) => `${section}.${place + 1}`),
    );
    expect(rows.map(([number]) => number)).toEqual(numbers);
  });

  test('names tests that exist, or says why there is none', async () => {
    const files = new Map<string, string>();
    let named = 0;
    for (const [number, , , proof = ''] of rows) {
      if (/^(does not apply|in words alone|not yet|no test yet)$/.test(proof)) continue;
      for (const one of proof.split('<br>')) {
        const [, path = '', title = ''] = /^`(.+)`: “(.+)”$/.exec(one) ?? [];
        if (!files.has(path)) files.set(path, await readFile(path, 'utf8'));
        expect({ number, one, exists: files.get(path)?.includes(title) }).toEqual({
          number,
          one,
          exists: true,
        });
        named += 1;
      }
    }
    expect(named).toBeGreaterThan(100);
  });
});
