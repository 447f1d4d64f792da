import { commandPath, commands, plurals, type CommandName } from '#contracts';
import type { Held, MatrixHouse } from './house.js';
import type { Knocker, Heard } from './knock.js';

/** A deed that somebody tries: on which thing, and how. */
export interface Attempt {
  deed: string;
  thing: Held;
  knock: (person: Knocker) => Promise<Heard>;
}

/** A version that no object has: whoever may do it is told that the object changed, and nothing changes. */
const noVersion = 999_999;
const nobody = '0192f3a0-0000-7000-8000-000000000000';
const reason = 'for the cases';
const due = { date: '2027-01-01', precision: 'day' };

/** What each command about an object carries. */
const changes: Partial<Record<CommandName, object>> = {
  'recommendation.edit': { addressee: 'x' },
  'recommendation.assign': { ownerId: null },
  'recommendation.classify': { confidentiality: 'public', reason },
  'recommendation.consider': {},
  'recommendation.start': { firstAction: { title: 'x', dueDate: due } },
  'recommendation.hold': { reason },
  'recommendation.resume': {},
  'proposal.approve': {},
  'proposal.reject': { reason },
  'proposal.return': { reason },
  'proposal.withdraw': {},
  'action.change': { title: 'x' },
  'action.start': {},
  'action.complete': { narrative: 'x' },
  'action.drop': { reason },
  'evidence.withdraw': { reason },
  'comment.edit': { text: 'x' },
  'comment.resolve': {},
  'redaction.approve': {},
  'redaction.reject': { reason },
};

/** What each proposal asks for. */
const proposals: Record<string, object> = {
  issue: {},
  respond: { to: 'not_accepted', reason },
  'report-implemented': { narrative: 'x', evidenceIds: [] },
  verify: {},
  'close-implemented': {},
  'close-alternative': { reason },
  'close-risk-accepted': { riskStatement: 'x', riskReviewDate: '2027-01-01' },
  'close-overtaken': { reason },
  'close-not-implemented': { reason },
  supersede: { reason, supersededById: nobody },
  'move-due-date': { due, reason },
  reopen: { reason },
};

/** Commands that make something; each names what is not there, so that whoever may do it is told that. */
const makings: Partial<Record<CommandName, object>> = {
  'action.plan': { title: 'x', due, ownerId: nobody },
  'comment.post': { text: 'x', parentId: nobody },
  'redaction.request': {
    targets: [{ entryId: nobody, path: '/set/text' }],
    legalBasis: 'court_order',
    reason,
  },
};

/** Every deed on a thing of the house that a door takes. */
export function attemptsOn(house: MatrixHouse, thing: Held): Attempt[] {
  const ofKind = (Object.keys(changes) as CommandName[]).filter(
    (name) => commands[name].objectType === thing.kind,
  );
  const attempts = ofKind.map((name) => ({
    deed: name,
    thing,
    knock: (person: Knocker) =>
      person.post(commandPath(name).replace(':id', thing.id), changes[name] ?? {}, noVersion),
  }));
  if (thing.kind === 'evidence') attempts.push(replacing(thing));
  if (thing.kind !== 'recommendation') return attempts;
  return [...attempts, ...proposingOn(thing), ...makingIn(thing, house)];
}

const replacing = (thing: Held) => ({
  deed: 'evidence.replace' as const,
  thing,
  knock: (person: Knocker) =>
    person.upload(`/${plurals.evidence}/${thing.id}/file`, { reason }, 'another', noVersion),
});

const proposingOn = (thing: Held): Attempt[] =>
  Object.entries(proposals).map(([transition, more]) => ({
    deed: `proposal.make:${transition}`,
    thing,
    knock: (person) =>
      person.post(
        commandPath('proposal.make'),
        { recommendationId: thing.id, change: { transition, ...more } },
        noVersion,
      ),
  }));

/** What is made there; it is a thing of the kind that does not stand yet, in the same recommendation. */
function makingIn(thing: Held, { above }: MatrixHouse): Attempt[] {
  const recommendationId = above(thing).id;
  return (Object.keys(makings) as CommandName[]).map((name) => ({
    deed: name,
    thing: { ...thing, kind: commands[name].objectType as Held['kind'] },
    knock: (person) => person.post(commandPath(name), { recommendationId, ...makings[name] }),
  }));
}

/** Commands about accounts and reviews that change nothing even where they are allowed. */
export const keeping = (house: MatrixHouse): { deed: CommandName; knock: Attempt['knock'] }[] => {
  const { ids, personIds } = house;
  const on = (deed: CommandName, id: string | undefined, input: object) => ({
    deed,
    knock: (person: Knocker) => person.post(commandPath(deed).replace(':id', id ?? ''), input, noVersion),
  });
  const making = (deed: CommandName, input: object) => ({
    deed,
    knock: (person: Knocker) => person.post(commandPath(deed), input),
  });
  const founder = personIds.get('founder');
  return [
    on('installation.change', ids['installation'], { name: 'x' }),
    on('person.reset-factors', founder, { reason }),
    on('entity.change', ids['lead'], { name: 'x' }),
    on('person.change', founder, { name: 'x' }),
    on('person.set-password', founder, { password: 'a password for the cases' }),
    on('person.deactivate', founder, { reason }),
    on('person.reactivate', founder, { reason }),
    on('review.change', ids['first review'], { chair: 'x' }),
    making('entity.create', { name: 'x', kind: 'office', parentId: nobody }),
    making('person.create', { name: 'x', email: 'founder@test.example' }),
    making('grant.give', { personId: nobody, role: 'staff', scopeType: 'installation', reason }),
    making('review.create', {
      code: 'first-review',
      title: 'x',
      date: '2026-01-01',
      commissionedBy: 'x',
      summary: 'x',
    }),
  ];
};
