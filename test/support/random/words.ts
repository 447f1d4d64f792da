import type { DueDate, StoredFile } from '#contracts';
import { duePrecisions } from '#contracts';
import type { Dice } from './dice.js';

/** What people write, and what breaks careless programs: accents in two forms, quotes, marks that sort oddly. */
const words = [
  'early',
  'warning',
  "d'alerte précoce",
  'pre\u0301coce',
  'أ\u200Cب الإنذار',
  '预防 原则',
  '\u{1F54A}\uFE0F peace',
  '"quoted" \\ back',
  '<b>bold</b>',
  '${x} %s $1',
  "'; drop table entry; --",
  '\uFB01ne \u2028 line',
  '\u1100\u1161\u11A8',
  '0.1e400',
  'null',
];

export function randomLine(dice: Dice): string {
  const said = Array.from({ length: 1 + dice.below(4) }, () => dice.one(words)).join(' ');
  return `${said} ${dice.below(100_000)}`;
}

export function randomProse(dice: Dice): string {
  return dice.chance(50) ? randomLine(dice) : `${randomLine(dice)}\r\n\t${randomLine(dice)}`;
}

export function randomDue(dice: Dice): DueDate {
  const month = String(1 + dice.below(12)).padStart(2, '0');
  return { date: `${2024 + dice.below(6)}-${month}-28`, precision: dice.one(duePrecisions) };
}

export function randomFile(dice: Dice): StoredFile {
  const hex = (length: number) => Array.from({ length }, () => dice.below(16).toString(16)).join('');
  return {
    storageKey: `${hex(2)}/${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    fileName: `${randomLine(dice).replaceAll('/', '')}.pdf`,
    mediaType: 'application/pdf',
    size: 1 + dice.below(1_000_000),
    sha256: hex(64),
  };
}
