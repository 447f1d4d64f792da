import { DelegationQuery, DelegationView } from '../delegation.js';
import { EntityQuery, EntityView } from '../entity.js';
import { GrantQuery, GrantView } from '../grant.js';
import { InstallationView } from '../installation.js';
import { pageOf } from '../page.js';
import { PeopleList, PeoplePlan } from '../people-import.js';
import { PersonQuery, PersonView } from '../person.js';
import { route } from './route.js';

/** The installation, entities, people and their rights. */
export const accountsRoutes = {
  getInstallation: route('GET', '/installation', { read: 'installation' }, 'How the installation is set', {
    answer: InstallationView,
  }),

  listEntities: route('GET', '/entities', { read: 'entity' }, 'Entities', {
    query: EntityQuery,
    answer: pageOf(EntityView),
  }),

  listPeople: route('GET', '/people', { read: 'person' }, 'People', {
    query: PersonQuery,
    answer: pageOf(PersonView),
  }),

  planPeople: route('POST', '/people/plan', { read: 'person' }, 'What would come of a list of people', {
    body: PeopleList,
    answer: PeoplePlan,
  }),

  peopleTemplate: route('GET', '/people/template', 'signed-in', 'A list of people to fill in, as CSV', {
    media: 'text/csv',
  }),

  exportPeople: route('GET', '/people/export', { read: 'grant' }, 'All accounts with their roles, as CSV', {
    media: 'text/csv',
  }),

  listGrants: route('GET', '/grants', { read: 'grant' }, 'Grants', {
    query: GrantQuery,
    answer: pageOf(GrantView),
  }),

  listDelegations: route('GET', '/delegations', { read: 'delegation' }, 'Who decides on whose behalf', {
    query: DelegationQuery,
    answer: pageOf(DelegationView),
  }),
} as const;
