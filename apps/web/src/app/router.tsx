import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod';
import { delegationTimes, roles } from '#contracts';
import { nouns } from '#permissions';
import { readAuditSearch } from '../audit/audit-search.js';
import { HomePage } from '../home/home-page.js';
import { CompareSearch, readPastSearch } from '../past/past-search.js';
import { queues } from '../proposals/queues.js';
import { readListSearch } from '../recommendations/list-search.js';
import { RecommendationSearch } from '../recommendations/recommendation-search.js';
import { readSegregationSearch } from '../segregation/segregation-search.js';
import { Loading } from '../ui/loading.js';
import { readSearch, writeSearch } from './address.js';
import { SecuritySearch } from '../security/security-views.js';
import { Gate } from './gate.js';
import { NotThere } from './not-there.js';
import { PageFault } from './page-fault.js';

const root = createRootRoute({
  component: Gate,
  notFoundComponent: () => <NotThere />,
  validateSearch: readPastSearch,
  // Whoever looks at the past stays there from page to page.
  search: { middlewares: [retainSearchParams(['asOf'])] },
});

const text = z.string().max(200).optional().catch(undefined);
const uuid = z.uuid().optional().catch(undefined);
const SearchOnly = z.object({ search: text });
const DecisionsSearch = z.object({ queue: z.enum(queues).optional().catch(undefined), search: text });
const DelegationsSearch = z.object({ time: z.enum(delegationTimes).optional().catch(undefined) });
const PermissionsSearch = z.object({
  role: z.enum(roles).optional().catch(undefined),
  noun: z.enum(nouns).optional().catch(undefined),
  find: text,
});
const PeopleSearch = z.object({ search: text, person: uuid });

const tree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: HomePage }),
  createRoute({
    getParentRoute: () => root,
    path: '/decisions',
    validateSearch: DecisionsSearch,
    component: lazyRouteComponent(() => import('../proposals/decisions-page.js'), 'DecisionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/proposals/$id',
    component: lazyRouteComponent(() => import('../proposals/proposal-page.js'), 'ProposalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/recommendations/',
    validateSearch: readListSearch,
    component: lazyRouteComponent(
      () => import('../recommendations/recommendations-page.js'),
      'RecommendationsPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/recommendations/$id',
    validateSearch: RecommendationSearch,
    component: lazyRouteComponent(
      () => import('../recommendations/recommendation-page.js'),
      'RecommendationPage',
    ),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/recommendations/$id/dossier',
    component: lazyRouteComponent(() => import('../dossier/dossier-page.js'), 'DossierPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reviews/',
    validateSearch: SearchOnly,
    component: lazyRouteComponent(() => import('../reviews/reviews-page.js'), 'ReviewsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reviews/$id',
    component: lazyRouteComponent(() => import('../reviews/review-page.js'), 'ReviewPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/compare',
    validateSearch: CompareSearch,
    component: lazyRouteComponent(() => import('../past/compare-page.js'), 'ComparePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import('../audit/audit-page.js'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/integrity',
    component: lazyRouteComponent(() => import('../integrity/integrity-page.js'), 'IntegrityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/verify',
    component: lazyRouteComponent(() => import('../verify/verify-page.js'), 'VerifyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/segregation',
    validateSearch: readSegregationSearch,
    component: lazyRouteComponent(() => import('../segregation/segregation-page.js'), 'SegregationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/emergency-access',
    component: lazyRouteComponent(() => import('../emergency/emergency-page.js'), 'EmergencyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('../account/account-page.js'), 'AccountPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/invitation',
    component: lazyRouteComponent(() => import('../account/invitation-page.js'), 'InvitationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/forgotten',
    component: lazyRouteComponent(() => import('../account/forgotten-page.js'), 'ForgottenPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/security',
    validateSearch: SecuritySearch,
    component: lazyRouteComponent(() => import('../security/security-page.js'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people',
    validateSearch: PeopleSearch,
    component: lazyRouteComponent(() => import('../people/people-page.js'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/single-sign-on',
    component: lazyRouteComponent(() => import('../sign-on/sign-on-page.js'), 'SignOnPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/people/import',
    component: lazyRouteComponent(() => import('../people-import/import-page.js'), 'PeopleImportPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/delegations',
    validateSearch: DelegationsSearch,
    component: lazyRouteComponent(() => import('../delegations/delegations-page.js'), 'DelegationsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/entities',
    component: lazyRouteComponent(() => import('../entities/entities-page.js'), 'EntitiesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account/factors',
    component: lazyRouteComponent(() => import('../factors/factors-page.js'), 'FactorsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/permissions',
    validateSearch: PermissionsSearch,
    component: lazyRouteComponent(() => import('../permissions/permissions-page.js'), 'PermissionsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/installation',
    component: lazyRouteComponent(() => import('../installation/installation-page.js'), 'InstallationPage'),
  }),
]);

export const router = createRouter({
  routeTree: tree,
  parseSearch: readSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: () => <Loading lines={8} />,
  defaultErrorComponent: PageFault,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
