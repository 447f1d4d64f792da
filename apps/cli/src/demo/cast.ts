import type { CommandRequest, Language, Role } from '#contracts';

/** The one password of all demo people; a demo holds nothing that needs a better one. */
export const demoPassword = 'uphold-demo-2026';

/** Entities of the demo: generic on purpose, so that nobody takes its activity for a real office's. */
export const entities = {
  SEC: { name: 'Secretariat (demo)', kind: 'organization', under: null },
  OHRF: { name: 'Office for Human Rights Follow-up', kind: 'office', under: 'SEC' },
  DPAN: { name: 'Department of Political Analysis', kind: 'department', under: 'SEC' },
  POD: { name: 'Peace Operations Department', kind: 'department', under: 'SEC' },
  CTA: { name: 'Country Team Alpha', kind: 'country_team', under: 'SEC' },
} as const satisfies Record<string, EntityPart>;
export type EntityKey = keyof typeof entities;

interface EntityPart {
  name: string;
  kind: CommandRequest<'entity.create'>['kind'];
  under: string | null;
}

interface Part {
  name: string;
  language?: Language;
  /** What the sign-in page says of them. */
  does: string;
  role: Role;
  /** Entities that the role holds in; the whole installation where none is named. */
  in?: readonly EntityKey[];
  verifies?: true;
}

/** The people of the demo, all invented. Their addresses are these keys `@demo.example`. */
export const cast = {
  amara: { name: 'Amara Nwosu', does: 'human rights follow-up', role: 'staff', in: ['OHRF'] },
  leila: {
    name: 'Leila Farahani',
    does: 'human rights follow-up and country team',
    role: 'manager',
    in: ['OHRF', 'CTA'],
  },
  oksana: { name: 'Oksana Marchuk', does: 'audits and verifies', role: 'auditor', verifies: true },
  mei: { name: 'Mei-Ling Wong', does: 'editor of reviews', role: 'staff' },
  diego: {
    name: 'Diego Quispe Mamani',
    language: 'es',
    does: 'political analysis',
    role: 'staff',
    in: ['DPAN'],
  },
  noemie: {
    name: 'Noémie Kouassi',
    language: 'fr',
    does: 'peace operations',
    role: 'staff',
    in: ['POD'],
  },
  salma: { name: 'Salma Haddad', language: 'ar', does: 'country team', role: 'staff', in: ['CTA'] },
  kwame: {
    name: 'Kwame Boateng',
    does: 'political analysis and peace operations',
    role: 'manager',
    in: ['DPAN', 'POD'],
  },
  priya: { name: 'Priya Raman', does: 'the level above', role: 'manager', in: ['SEC'] },
  beatriz: { name: 'Beatriz Moreira', does: 'the whole installation', role: 'manager' },
  thabo: { name: 'Thabo Mokoena', does: 'reads what is published', role: 'observer' },
  tevita: { name: 'Tevita Fonua', does: 'accounts and grants', role: 'administrator' },
} as const satisfies Record<string, Part>;
export type Who = keyof typeof cast;

/** Who founds the installation. */
export const founder: Who = 'tevita';
export const founderRole: Role = 'administrator';

export const everybody = Object.keys(cast) as Who[];
export const partOf = (who: Who): Part => cast[who];
export const emailOf = (who: Who): string => `${who}@demo.example`;

/** The people as the sign-in page and the terminal show them. */
export const demoPeople = everybody.map((who) => ({
  name: `${partOf(who).name} (${partOf(who).does})`,
  email: emailOf(who),
  role: partOf(who).role,
  password: demoPassword,
}));
