import { commands, type Command, type CommandName, type CommandRequest, type ObjectType } from '#contracts';
import { definitionSha256 } from '#store';
import type { World } from '#workflow';
import type { Journal } from './journal.js';

export const departmentCount = 8;
const officesPerDepartment = 4;
const staffPerDepartment = 4;
/** People who follow what happens, each with a right to all that is not confidential. */
export const crowdSize = 250;

/** A department with the offices below it, its manager and its staff. */
export interface Department {
  entityIds: string[];
  managerId: string;
  staffIds: string[];
}

/** Who and what the seeded installation consists of, beside its recommendations. */
export interface Cast {
  editorId: string;
  directorId: string;
  auditorId: string;
  departments: Department[];
  reviewIds: string[];
  /** Everything that a command may name. */
  known: Set<string>;
}

/** Addresses by which a run finds its people. */
export const emails = {
  director: 'director@bench.example',
  staffOf: (department: number, place: number) => `staff-${department}-${place}@bench.example`,
  managerOf: (department: number) => `manager-${department}@bench.example`,
  crowd: (place: number) => `crowd-${place}@bench.example`,
} as const;

/** Founds the installation and engages everybody. */
export function engageCast(journal: Journal, reviewCount: number): Cast {
  const known = new Set<string>();
  const administratorId = foundInstallation(journal);
  const issue = <N extends CommandName>(name: N, input: CommandRequest<N>, actorId = administratorId) => {
    const { id } = issueNew(journal, actorId, name, input, { known });
    known.add(id);
    return id;
  };
  const engage = (email: string, grant: Omit<CommandRequest<'grant.give'>, 'personId' | 'reason'>) => {
    const personId = issue('person.create', { name: `Person ${known.size}`, email });
    issue('grant.give', { ...grant, personId, reason: 'Takes part in the measurement.' });
    return personId;
  };
  const whole = issue('entity.create', { name: 'The whole', kind: 'organization' });
  const departments = Array.from({ length: departmentCount }, (_, number) => {
    const id = issue('entity.create', {
      name: `Department ${number}`,
      acronym: `D${number}`,
      kind: 'department',
      parentId: whole,
    });
    const offices = Array.from({ length: officesPerDepartment }, (_, place) =>
      issue('entity.create', { name: `Office ${number}.${place}`, kind: 'office', parentId: id }),
    );
    const scope = { scopeType: 'entity', scopeId: id } as const;
    const managerId = engage(emails.managerOf(number), { role: 'manager', ...scope });
    const staffIds = Array.from({ length: staffPerDepartment }, (_, place) =>
      engage(emails.staffOf(number, place), { role: 'staff', ...scope }),
    );
    return { entityIds: [id, ...offices], managerId, staffIds };
  });
  const everywhere = { scopeType: 'installation' } as const;
  const editorId = engage('editor@bench.example', { role: 'staff', ...everywhere });
  const directorId = engage(emails.director, { role: 'manager', ...everywhere });
  const auditorId = engage('auditor@bench.example', { role: 'auditor', verifies: true, ...everywhere });
  for (let place = 0; place < crowdSize; place++)
    engage(emails.crowd(place), { role: 'staff', ...everywhere });
  const reviewIds = Array.from({ length: reviewCount }, (_, number) =>
    issue('review.create', reviewOf(number), editorId),
  );
  return { editorId, directorId, auditorId, departments, reviewIds, known };
}

/** Issues a command that makes an object, by its contract. */
export function issueNew<N extends CommandName>(
  journal: Journal,
  actorId: string | null,
  name: N,
  input: CommandRequest<N>,
  world: World,
) {
  const { objectType, input: contract } = commands[name];
  const command = { name, objectType, objectId: journal.freshId(), input: contract.parse(input) };
  return journal.issue<ObjectType>(actorId, command as unknown as Command, world);
}

function foundInstallation(journal: Journal): string {
  issueNew(
    journal,
    null,
    'installation.found',
    {
      name: 'Measured installation',
      simulatedClock: true,
      definitionSha256: definitionSha256(),
      administrator: { name: 'Ada Administrator', email: 'administrator@bench.example' },
    },
    {},
  );
  return journal.statesOf('person')[0]?.id ?? '';
}

const reviewOf = (number: number): CommandRequest<'review.create'> => ({
  code: `review-${number}`,
  title: `Review ${number}`,
  date: `20${String(10 + (number % 15)).padStart(2, '0')}-06-01`,
  commissionedBy: 'Secretary-General',
  summary: 'What happened, and what should be done about it.',
});
