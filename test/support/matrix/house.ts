import {
  confidentialities,
  type Actor,
  type CommandName,
  type CommandRequest,
  type ProposedChange,
} from '#contracts';
import { found, type Store } from '#store';
import { issue } from '../issue-command.js';
import type { TestApp } from '../start-app.js';
import { cast, type CastGrant, type Member } from './cast.js';
import { giveRight } from './give-rights.js';
import { Knocker } from './knock.js';
import type { About, Thing } from './oracle.js';

/** A thing that is there: its identifier, its first entry, and a word that stands in nothing else. */
export interface Held extends Thing {
  id: string;
  word: string;
}

/** The house in which every right meets every kind of object, each object with a word of its own. */
export interface MatrixHouse {
  ids: Record<string, string>;
  personIds: Map<string, string>;
  things: Held[];
  /** The recommendation above a thing. */
  above(thing: Thing): Held;
  /** Does something as a person of the house who may do everything, or as a second one who decides. */
  does<N extends CommandName>(
    name: N,
    input: CommandRequest<N>,
    target?: { id?: string; by?: string },
  ): Promise<string>;
  /** The first entry about an object. */
  entryOf(objectId: string): Promise<string>;
}

const owner = 'owner, staff elsewhere';
const uploader = 'uploader, staff of lead';
const proposer = 'proposer, manager of everything';

const lead = { entity: 'lead', review: 'first review', owner: null } as const;
const elsewhere = { entity: 'elsewhere', review: 'second review', owner: null } as const;
/** Every marking as a draft and issued, then other places, an owner, and one that no entity leads. */
export const recommendations: readonly About[] = [
  { name: 'public', confidentiality: 'public', issuance: 'issued', ...lead },
  { name: 'internal', confidentiality: 'internal', issuance: 'issued', ...lead },
  { name: 'confidential', confidentiality: 'confidential', issuance: 'issued', ...lead },
  { name: 'public draft', confidentiality: 'public', issuance: 'draft', ...lead },
  { name: 'internal draft', confidentiality: 'internal', issuance: 'draft', ...lead },
  { name: 'confidential draft', confidentiality: 'confidential', issuance: 'draft', ...lead },
  { name: 'public elsewhere', confidentiality: 'public', issuance: 'issued', ...elsewhere },
  { name: 'internal elsewhere', confidentiality: 'internal', issuance: 'issued', ...elsewhere },
  { name: 'confidential elsewhere', confidentiality: 'confidential', issuance: 'issued', ...elsewhere },
  { name: 'confidential and owned', confidentiality: 'confidential', issuance: 'issued', ...lead, owner },
  { name: 'of no entity', confidentiality: 'internal', issuance: 'issued', ...lead, entity: null },
];

/** Builds the house through the one write path; files are brought through their door. */
export async function buildHouse(app: TestApp): Promise<MatrixHouse> {
  const building = new Building(app);
  await building.foundIt();
  await building.bringPeople();
  for (const [place, about] of recommendations.entries()) await building.fill(about, place);
  await app.settled();
  return building;
}

class Building implements MatrixHouse {
  readonly ids: Record<string, string> = {};
  readonly personIds = new Map<string, string>();
  readonly things: Held[] = [];
  private readonly store: Store;

  constructor(private readonly app: TestApp) {
    this.store = app.store;
  }

  above = (thing: Thing): Held => {
    const found = this.things.find(({ kind, about }) => kind === 'recommendation' && about === thing.about);
    if (!found) throw new Error(`no recommendation '${thing.about.name}'`);
    return found;
  };

  does = async <N extends CommandName>(
    name: N,
    input: CommandRequest<N>,
    { id, by }: { id?: string; by?: string } = {},
  ): Promise<string> => {
    const table = (name.split('.')[0] ?? '').replace('-', '_');
    const subject = name === 'proposal.make' ? (input as { recommendationId: string }).recommendationId : id;
    const { rows } = subject
      ? await this.store.pool.query<{ version: number }>(
          `select version from "${name === 'proposal.make' ? 'recommendation' : table}" where id = $1`,
          [subject],
        )
      : { rows: [] };
    const version = rows[0]?.version;
    const receipt = await issue(this.store, await this.actor(by ?? 'maker'), name, input, {
      ...(id && { id }),
      ...(version && { version }),
    });
    return receipt.objectId;
  };

  async foundIt(): Promise<void> {
    await found(this.store, {
      name: 'A house of every right',
      simulatedClock: false,
      administrator: { name: 'Founder', email: 'founder@test.example' },
    });
    const { rows } = await this.store.pool.query<{ id: string }>('select id from person');
    this.personIds.set('founder', rows[0]?.id ?? '');
    const installation = await this.store.pool.query<{ id: string }>('select id from installation');
    this.ids['installation'] = installation.rows[0]?.id ?? '';
    const entity = (name: string, parentId?: string) =>
      this.does('entity.create', { name, acronym: null, kind: 'department', parentId }, { by: 'founder' });
    this.ids['whole'] = await entity('The whole');
    this.ids['lead'] = await entity('The lead', this.ids['whole']);
    this.ids['elsewhere'] = await entity('Elsewhere', this.ids['whole']);
    const all = ['staff', 'manager', 'auditor'] as const;
    for (const name of ['maker', 'second'])
      await this.bring({ name, grants: all.map((role) => ({ role, place: 'everything' })) });
    for (const review of ['first review', 'second review'] as const)
      this.ids[review] = await this.does('review.create', {
        code: review.replace(' ', '-'),
        title: `The ${review}`,
        date: '2026-01-15',
        commissionedBy: 'Somebody',
        summary: 'What happened.',
      });
  }

  async bringPeople(): Promise<void> {
    const isLate = ({ lent }: CastGrant) => lent !== undefined;
    for (const member of cast)
      await this.bring(member, (grant) => grant.place !== 'one recommendation' && !isLate(grant));
    // What is lent must be held.
    for (const { name, grants } of cast)
      for (const grant of grants.filter(isLate)) await giveRight(this, name, grant);
  }

  /** A recommendation of the kind, with one of everything that may belong to it, each with its word. */
  async fill(about: About, place: number): Promise<void> {
    const letter = String.fromCharCode(97 + place);
    const add = (thing: Omit<Thing, 'about'>, id: string, mark = '') =>
      this.things.push({ ...thing, about, id, word: `zq${thing.kind}${mark}${letter}` });
    const word = `zqrecommendation${letter}`;
    const recommendationId = await this.does('recommendation.draft', {
      reviewId: this.ids[about.review] ?? '',
      code: `R-${place}`,
      title: `Of ${word}`,
      text: `All about ${word}.`,
      citation: { document: 'The report' },
      addressee: 'Somebody',
      criticality: 'important',
      themes: [word],
      leadEntityId: about.entity && (this.ids[about.entity] ?? ''),
      confidentiality: about.confidentiality,
    });
    add({ kind: 'recommendation' }, recommendationId);
    if (about.issuance === 'issued') {
      const id = await this.does('proposal.make', { recommendationId, change: { transition: 'issue' } });
      await this.does('proposal.approve', {}, { id, by: 'second' });
    }
    if (about.owner)
      await this.does(
        'recommendation.assign',
        { ownerId: this.personIds.get(about.owner) ?? null },
        { id: recommendationId },
      );
    await this.giveOnly(about, recommendationId);
    await this.propose(about, recommendationId, (thing, id) => add(thing, id), `zqproposal${letter}`);
    const due = { date: '2027-01-01', precision: 'day' } as const;
    add(
      { kind: 'action' },
      await this.does('action.plan', { recommendationId, title: `zqaction${letter}`, due }),
    );
    for (const marking of confidentialities) {
      const mark = marking;
      const evidence = `zqevidence${mark}${letter}`;
      const by = about.name === 'internal' && marking === 'confidential' ? uploader : undefined;
      add(
        { kind: 'evidence', marking, ...(by && { by }) },
        await this.upload(recommendationId, marking, evidence, by),
        mark,
      );
    }
    const isWorkedOn = about.name === 'internal';
    const talker = isWorkedOn ? { by: uploader } : {};
    const commentId = await this.does(
      'comment.post',
      { recommendationId, text: `zqcomment${letter}` },
      talker,
    );
    add({ kind: 'comment', ...talker }, commentId);
    const targets = [{ entryId: await this.entryOf(commentId), path: '/set/text' }];
    const asked = {
      recommendationId,
      targets,
      legalBasis: 'personal_data',
      reason: `zqredaction${letter}`,
    } as const;
    const asker = isWorkedOn ? { by: proposer } : {};
    add({ kind: 'redaction', ...asker }, await this.does('redaction.request', asked, asker));
  }

  private async propose(
    about: About,
    recommendationId: string,
    add: (thing: Omit<Thing, 'about'>, id: string) => void,
    reason: string,
  ): Promise<void> {
    const kinds: [ProposedChange['transition'], Thing['decidedBy']][] = [
      ['close-alternative', 'manager_or_verifier'],
      ['respond', 'manager'],
      ['close-not-implemented', 'higher_manager'],
    ];
    const by = about.name === 'internal' ? proposer : undefined;
    const [transition, decidedBy] =
      about.issuance === 'draft'
        ? (['issue', 'manager'] as const)
        : (kinds[by ? 0 : recommendations.indexOf(about) % 3] ?? (['respond', 'manager'] as const));
    const change = {
      transition,
      ...(transition === 'respond' && { to: 'not_accepted' }),
      ...(transition !== 'issue' && { reason }),
    } as CommandRequest<'proposal.make'>['change'];
    const id = await this.does('proposal.make', { recommendationId, change }, by ? { by } : {});
    add({ kind: 'proposal', decidedBy: decidedBy ?? 'manager', ...(by && { by }) }, id);
  }

  private async upload(
    recommendationId: string,
    confidentiality: string,
    word: string,
    by = 'maker',
  ): Promise<string> {
    const knocker = await Knocker.of(this.app.url, this.store, this.personIds.get(by) ?? '');
    const answer = await knocker.upload(
      '/evidence/files',
      { recommendationId, title: word, confidentiality },
      word,
    );
    if (answer.status !== 201) throw new Error(answer.text);
    return (JSON.parse(answer.text) as { objectId: string }).objectId;
  }

  async entryOf(objectId: string): Promise<string> {
    const text = 'select id from entry where object_id = $1 order by object_version limit 1';
    return (await this.store.pool.query<{ id: string }>(text, [objectId])).rows[0]?.id ?? '';
  }

  private actor(name: string): Promise<Actor> {
    return this.store.actors.of(this.personIds.get(name) ?? '');
  }

  private async bring(
    { name, grants }: Member,
    isFor: (grant: CastGrant) => boolean = () => true,
  ): Promise<void> {
    const email = `${name.replace(/\W+/g, '.')}@zqaddress.example`;
    this.personIds.set(name, await this.does('person.create', { name, email }, { by: 'founder' }));
    for (const grant of grants.filter(isFor)) await giveRight(this, name, grant);
  }

  /** Those who are given this recommendation alone can be given it once it is there. */
  private async giveOnly({ name: recommendation }: About, id: string): Promise<void> {
    for (const { name, grants } of cast)
      for (const grant of grants.filter(
        ({ place, only }) => place === 'one recommendation' && only === recommendation,
      ))
        await giveRight(this, name, grant, id);
  }
}
