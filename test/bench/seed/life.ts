import {
  commands,
  type Command,
  type CommandName,
  type CommandRequest,
  type EvidenceState,
  type ProposalState,
} from '#contracts';
import type { World } from '#workflow';
import { issueNew, type Cast, type Department } from './cast.js';
import type { Journal } from './journal.js';
import type { Random } from './random.js';
import { textOf, titleOf } from './wording.js';

/** A recommendation's steps after its draft, in their only order: how many entries each records, and how likely it is the last. */
const steps = [
  { take: (life: Life) => life.issue(), entries: 3, share: 0.26 },
  { take: (life: Life) => life.consider(), entries: 1, share: 0.13 },
  { take: (life: Life) => life.respond(), entries: 3, share: 0.05 },
  { take: (life: Life) => life.start(), entries: 2, share: 0.11 },
  { take: (life: Life) => life.hold(), entries: 1, share: 0.02 },
  { take: (life: Life) => life.resume(), entries: 1, share: 0.01 },
  { take: (life: Life) => life.report(), entries: 4, share: 0.02 },
  { take: (life: Life) => life.verify(), entries: 3, share: 0.005 },
  { take: (life: Life) => life.close(), entries: 3, share: 0.015 },
];
const shares = [0.38, ...steps.map(({ share }) => share)];

/** Drafts a recommendation and takes it as far as chance and the budget of entries let it come. */
export function live(life: Life, random: Random, budget: number): void {
  let last = random.weighted(shares);
  const cost = () => 1 + steps.slice(0, last).reduce((sum, { entries }) => sum + entries, 0);
  while (last > 0 && cost() > budget) last -= 1;
  life.draft();
  for (const { take } of steps.slice(0, last)) take(life);
}

/** One recommendation from its draft on, with the people who carry it. */
export class Life {
  private readonly department: Department;
  private readonly staffId: string;
  private id = '';
  private readonly approved: ProposalState[] = [];
  private readonly evidence: EvidenceState[] = [];

  constructor(
    private readonly journal: Journal,
    private readonly cast: Cast,
    private readonly random: Random,
    private readonly number: number,
    private readonly rareWord: string | undefined,
  ) {
    this.department = random.pick(cast.departments);
    this.staffId = random.pick(this.department.staffIds);
  }

  draft(): void {
    const { random, cast } = this;
    const drafted = issueNew(
      this.journal,
      cast.editorId,
      'recommendation.draft',
      {
        reviewId: random.pick(cast.reviewIds),
        code: `R-${this.number}`,
        title: titleOf(random),
        text: textOf(random, this.rareWord),
        citation: { document: 'The report', paragraph: String(this.number) },
        addressee: 'Secretariat',
        criticality: random.pick(['critical', 'important', 'important', 'other']),
        themes: [random.pick(['early-warning', 'protection', 'coordination', 'accountability', 'training'])],
        leadEntityId: random.pick(this.department.entityIds),
        confidentiality: random.pick([
          'public',
          'public',
          'internal',
          'internal',
          'internal',
          'internal',
          'confidential',
        ]),
      },
      { known: cast.known },
    );
    this.id = drafted.id;
    cast.known.add(this.id);
  }

  issue(): void {
    this.carry(this.cast.editorId, this.cast.directorId, { transition: 'issue' });
  }

  consider(): void {
    this.change('recommendation.consider', {});
  }

  respond(): void {
    const due = {
      date: this.dayIn(this.random.between(30, 700)),
      precision: this.random.pick(['day', 'month'] as const),
    };
    this.carry(this.staffId, this.department.managerId, {
      transition: 'respond',
      to: 'accepted',
      ownerId: this.staffId,
      due,
    });
  }

  start(): void {
    const dueDate = { date: this.dayIn(60), precision: 'day' as const };
    this.change('recommendation.start', { firstAction: { title: titleOf(this.random), dueDate } });
  }

  hold(): void {
    this.change('recommendation.hold', { reason: 'Waits for funds.' });
  }

  resume(): void {
    this.change('recommendation.resume', {});
  }

  report(): void {
    const { id } = issueNew(
      this.journal,
      this.staffId,
      'evidence.add-link',
      { recommendationId: this.id, title: 'Minutes', url: 'https://example.org/minutes' },
      this.world(),
    );
    this.evidence.push(this.journal.stateOf<'evidence'>(id));
    this.carry(this.staffId, this.department.managerId, {
      transition: 'report-implemented',
      narrative: textOf(this.random),
      evidenceIds: [id],
    });
  }

  verify(): void {
    this.carry(this.department.managerId, this.cast.auditorId, { transition: 'verify' });
  }

  close(): void {
    const { directorId, auditorId } = this.cast;
    this.carry(this.department.managerId, directorId, { transition: 'close-implemented' }, auditorId);
  }

  comment(): void {
    const text = textOf(this.random);
    issueNew(this.journal, this.staffId, 'comment.post', { recommendationId: this.id, text }, this.world());
  }

  private change<N extends CommandName>(name: N, input: CommandRequest<N>): void {
    const command = {
      name,
      objectType: 'recommendation',
      objectId: this.id,
      input: commands[name].input.parse(input),
    };
    this.journal.issue(this.staffId, command as unknown as Command, this.world());
  }

  private carry(
    by: string,
    decider: string,
    change: CommandRequest<'proposal.make'>['change'],
    second?: string,
  ): void {
    const { journal } = this;
    const { id } = issueNew(
      journal,
      by,
      'proposal.make',
      { recommendationId: this.id, change },
      this.world(),
    );
    const input = { reason: null, tested: change.transition === 'verify' ? 'Looked at the minutes.' : null };
    for (const person of [decider, second]) {
      const proposal = journal.stateOf<'proposal'>(id);
      if (!person || proposal.state !== 'open') continue;
      const world = { ...this.world(), proposal, openProposals: [proposal] };
      journal.issue(person, { name: 'proposal.approve', objectType: 'proposal', objectId: id, input }, world);
    }
    this.approved.unshift(journal.stateOf<'proposal'>(id));
  }

  private world(): World {
    return {
      recommendation: this.journal.stateOf<'recommendation'>(this.id),
      openProposals: [],
      approvedProposals: this.approved,
      namedEvidence: this.evidence,
      known: this.cast.known,
    };
  }

  private dayIn(days: number): string {
    return new Date(this.journal.now + days * 86_400_000).toISOString().slice(0, 10);
  }
}
