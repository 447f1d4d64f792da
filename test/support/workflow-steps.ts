import { RecommendationView, type CommandRequest } from '#contracts';
import type { Response } from 'supertest';
import type { Client } from './client.js';
import { leavesNoTrace } from './record.js';
import type { Person, SmallWorld } from './small-world.js';
import type { TestApp } from './start-app.js';

export type Change = CommandRequest<'proposal.make'>['change'];

/** Steps of the workflow as people take them at the doors. */
export class WorkflowSteps {
  constructor(
    private readonly app: TestApp,
    private readonly world: SmallWorld,
    private readonly as: Record<Person, Client>,
  ) {}

  /** The recommendation as the auditor reads it, with nothing in it beyond the contract. */
  async view(id: string): Promise<RecommendationView> {
    const { body } = await this.as.auditor.get(`/recommendations/${id}`).expect(200);
    return RecommendationView.strict().parse(body);
  }

  /** Proposes a change and has it approved. */
  async carry(
    id: string,
    by: Person,
    change: Change,
    decider: Person,
    said: CommandRequest<'proposal.approve'> = {},
  ): Promise<void> {
    await this.as[decider].must('proposal.approve', said, await this.as[by].proposes(id, change));
  }

  /** Proposes what must be refused. */
  async attempt(by: Person, id: string, change: Change): Promise<Response> {
    const version = await this.as.auditor.versionOf('recommendation', id);
    const send = () => this.as[by].command('proposal.make', { recommendationId: id, change }, { version });
    return leavesNoTrace(this.app.store, async () => send());
  }

  /** Decides what must be refused. */
  async attemptApproval(
    by: Person,
    id: string,
    said: CommandRequest<'proposal.approve'> = {},
  ): Promise<Response> {
    const version = await this.world.versionOf('proposal', id);
    return leavesNoTrace(this.app.store, async () =>
      this.as[by].command('proposal.approve', said, { id, version }),
    );
  }

  /** A recommendation whose implementation was reported with evidence, and accepted as reported. */
  async reported(fields: Parameters<SmallWorld['started']>[0] = {}): Promise<string> {
    const id = await this.world.started(fields);
    const link = { recommendationId: id, title: 'Minutes', url: 'https://example.org' };
    const { objectId } = await this.as.staff.must('evidence.add-link', link);
    const report = {
      transition: 'report-implemented' as const,
      narrative: 'Done.',
      evidenceIds: [objectId],
    };
    await this.carry(id, 'staff', report, 'manager');
    return id;
  }

  /** One that was verified too. */
  async verified(): Promise<string> {
    const id = await this.reported();
    await this.carry(id, 'manager', { transition: 'verify' }, 'auditor', { tested: 'The structure itself.' });
    return id;
  }
}
