import {
  CreatePerson,
  GiveGrant,
  languages,
  line,
  peopleColumns,
  peopleRowsMax,
  roles,
  scopeTypes,
  Timestamp,
  type Language,
  type PeopleColumn,
  type PeopleFileFault,
  type PersonRowFault,
  type PersonRowWarning,
  type Role,
  type ScopeType,
} from '#contracts';
import { readRecords, UnreadableCsv, type CsvRecord } from '../csv/csv-records.js';
import { looksLikeFormula } from '../csv/formula.js';

/** A row of a list of people as it is written, checked for its form alone. */
export interface ReadPerson {
  line: number;
  name: string;
  /** In lower case. */
  email: string;
  language: Language;
  /** Null where the row only opens an account. */
  role: { role: Role; scopeType: ScopeType; scope: string; verifies: boolean; endsAt: string | null } | null;
  reason: string;
  invites: boolean;
  /** Columns that are filled. */
  filled: ReadonlySet<PeopleColumn>;
  faults: PersonRowFault[];
  warnings: PersonRowWarning[];
}

/** A list of people as it was read: its rows, or why it has none. */
export interface ReadPeople {
  fileFaults: PeopleFileFault[];
  rows: ReadPerson[];
}

const compulsory: readonly PeopleColumn[] = ['name', 'email'];
const columnNames: ReadonlySet<string> = new Set(peopleColumns);
type Cells = ReadonlyMap<PeopleColumn, string>;

/** Reads the text of a CSV file as a list of people (docs/IMPORT.md). */
export function readPeople(text: string): ReadPeople {
  const unusable = (...fileFaults: PeopleFileFault[]): ReadPeople => ({ fileFaults, rows: [] });
  let records: CsvRecord[];
  try {
    records = readRecords(text.replace(/^\uFEFF/, ''), peopleRowsMax + 1);
  } catch (fault) {
    if (fault instanceof UnreadableCsv) return unusable({ code: 'quotes', value: String(fault.line) });
    throw fault;
  }
  const [head, ...rest] = records;
  const names = (head?.cells ?? []).map((cell) => cell.trim().toLowerCase().replaceAll(' ', '_'));
  const fileFaults = headFaults(names);
  if (fileFaults.length > 0) return unusable(...fileFaults);
  if (rest.length === 0) return unusable({ code: 'no-rows', value: null });
  if (rest.length > peopleRowsMax) return unusable({ code: 'too-many-rows', value: String(peopleRowsMax) });
  return { fileFaults: [], rows: rest.map((record) => rowOf(record, names as PeopleColumn[])) };
}

function headFaults(names: readonly string[]): PeopleFileFault[] {
  const faults: [PeopleFileFault['code'], readonly string[]][] = [
    ['columns-missing', compulsory.filter((name) => !names.includes(name))],
    ['columns-unknown', names.filter((name) => !columnNames.has(name))],
    ['columns-twice', names.filter((name, place) => names.indexOf(name) < place)],
  ];
  return faults.flatMap(([code, of]) =>
    of.length > 0
      ? [
          {
            code,
            value: of
              .map((name) => name || '-')
              .join(', ')
              .slice(0, 500),
          },
        ]
      : [],
  );
}

function rowOf({ line: at, cells: written }: CsvRecord, names: readonly PeopleColumn[]): ReadPerson {
  const cells: Cells = new Map(names.map((name, place) => [name, (written[place] ?? '').trim()]));
  const filled = new Set(names.filter((name) => cells.get(name)));
  const reading = new RowReading(cells);
  const row = {
    line: at,
    ...reading.person(),
    role: reading.role(),
    reason: reading.reason(),
    invites: reading.truth('invite'),
    filled,
    warnings: names.flatMap((name, place) =>
      looksLikeFormula(written[place] ?? '') ? [{ code: 'formula' as const, column: name, value: null }] : [],
    ),
  };
  const { faults } = reading;
  return written.length === names.length
    ? { ...row, faults }
    : { ...row, faults: [{ code: 'cells', column: null, value: `${written.length} / ${names.length}` }] };
}

const truths: Record<string, boolean> = {
  true: true,
  yes: true,
  '1': true,
  false: false,
  no: false,
  '0': false,
};

/** Reads the cells of one row, and gathers what is wrong with them. */
class RowReading {
  readonly faults: PersonRowFault[] = [];

  constructor(private readonly cells: Cells) {}

  person(): { name: string; email: string; language: Language } {
    const written = { name: this.cell('name'), email: this.cell('email') };
    const language = this.word('language', languages) ?? 'en';
    const parsed = CreatePerson.safeParse({ ...written, language });
    if (parsed.success) return parsed.data;
    for (const { path, code, ...issue } of parsed.error.issues) {
      const column = path[0] === 'email' ? 'email' : 'name';
      const isBroken = column === 'name' && code === 'invalid_format';
      if (this.cell(column) === '') this.fault('missing', column);
      else if (code === 'too_big')
        this.fault('too-long', column, String('maximum' in issue ? issue.maximum : ''));
      else this.fault(isBroken ? 'broken-text' : 'not-an-address', column, isBroken ? null : written.email);
    }
    return { ...written, email: written.email.toLowerCase(), language };
  }

  role(): ReadPerson['role'] {
    const role = this.word('role', roles);
    if (this.cell('role') === '') {
      const needing = (['scope_type', 'scope', 'verifies', 'ends'] as const).find((name) => this.cell(name));
      if (needing) this.fault('role-missing', 'role', needing);
      return null;
    }
    const scope = this.cell('scope');
    const scopeType = this.word('scope_type', scopeTypes) ?? 'installation';
    const verifies = this.truth('verifies');
    const endsAt = this.ends();
    if (scopeType === 'installation' && scope) this.fault('scope-needless', 'scope', scope);
    if (scopeType !== 'installation' && !scope) this.fault('scope-missing', 'scope');
    if (verifies && role && !mayVerify(role)) this.fault('verifies-alone', 'verifies', role);
    return role ? { role, scopeType, scope, verifies, endsAt } : null;
  }

  reason(): string {
    const reason = this.cell('reason');
    if (!reason && this.cell('role')) this.fault('missing', 'reason');
    const parsed = line(1000, 0).safeParse(reason);
    if (!parsed.success) this.fault(reason.length > 1000 ? 'too-long' : 'broken-text', 'reason');
    return parsed.data ?? '';
  }

  truth(column: PeopleColumn): boolean {
    const written = this.cell(column).toLowerCase();
    const truth = truths[written];
    if (written && truth === undefined) this.fault('unknown-word', column, this.cell(column));
    return truth ?? false;
  }

  /** A role ends when the day that is named is over, by UTC. */
  private ends(): string | null {
    const written = this.cell('ends');
    if (!written) return null;
    const time = `${written}T23:59:59.999Z`;
    if (/^\d{4}-\d\d-\d\d$/.test(written) && Timestamp.safeParse(time).success) return time;
    this.fault('not-a-date', 'ends', written);
    return null;
  }

  private word<const T extends readonly string[]>(column: PeopleColumn, words: T): T[number] | null {
    const written = this.cell(column);
    const found = words.find((word) => word === written.toLowerCase());
    if (written && !found) this.fault('unknown-word', column, written);
    return found ?? null;
  }

  private cell(column: PeopleColumn): string {
    return this.cells.get(column) ?? '';
  }

  private fault(code: PersonRowFault['code'], column: PeopleColumn, value: string | null = null): void {
    this.faults.push({ code, column, value: value?.slice(0, 200) ?? null });
  }
}

/** Whether the contract lets a grant of this role carry the right to verify. */
function mayVerify(role: Role): boolean {
  const anybody = '00000000-0000-4000-8000-000000000000';
  const grant = { personId: anybody, role, scopeType: 'installation', verifies: true, reason: '-' };
  return GiveGrant.safeParse(grant).success;
}
