import type { ReactNode } from 'react';
import type { Role } from '#contracts';
import { mayEver, rolesOf } from '#permissions';
import { useAsOf } from '../past/use-as-of.js';
import { useActor, useMe } from '../session/use-me.js';
import { Halves, Page, Stacked } from '../ui/page.js';
import { useWords, wordOf } from '../words/use-words.js';
import {
  AccountsShortcuts,
  MyActions,
  MyProposals,
  MyRecommendations,
  RefusedLately,
  WaitingForMe,
} from './sections.js';
import { MyDelegations } from '../delegations/my-delegations.js';
import { EmergencyPanel } from '../emergency/emergency-panel.js';
import { EndingEvidence } from './ending-evidence.js';
import { Figures } from './figures.js';
import { SinceSeen } from './since-seen.js';

type Section =
  | 'emergencies'
  | 'waiting'
  | 'recommendations'
  | 'actions'
  | 'proposals'
  | 'ending'
  | 'refused'
  | 'accounts'
  | 'delegations';

/** What each role finds at home, most pressing first. */
const homeOf: Record<Role, readonly Section[]> = {
  manager: ['waiting', 'recommendations', 'actions', 'ending', 'proposals'],
  auditor: ['waiting', 'ending', 'refused'],
  staff: ['recommendations', 'actions', 'ending', 'proposals'],
  administrator: ['accounts'],
  observer: [],
};
const parts: Record<Section, () => ReactNode> = {
  emergencies: () => <EmergencyPanel key="emergencies" />,
  waiting: () => <WaitingForMe key="waiting" />,
  recommendations: () => <MyRecommendations key="recommendations" />,
  actions: () => <MyActions key="actions" />,
  proposals: () => <MyProposals key="proposals" />,
  ending: () => <EndingEvidence key="ending" />,
  refused: () => <RefusedLately key="refused" />,
  accounts: () => <AccountsShortcuts key="accounts" />,
  delegations: () => <MyDelegations key="delegations" />,
};

/** The first page: what this person has to do, and what happened since they looked. */
export function HomePage() {
  const say = useWords();
  const { person, installation } = useMe();
  const actor = useActor();
  const isPast = useAsOf() !== undefined;
  const held = rolesOf(actor);
  const decides = held.length === 0 && mayEver(actor, 'proposal.approve', 'proposal');
  const sections = [
    ...new Set<Section>([
      // Emergencies are of now.
      ...(isPast ? [] : (['emergencies'] as const)),
      ...(decides ? (['waiting'] as const) : []),
      ...(Object.keys(homeOf) as Role[])
        .filter((role) => held.includes(role))
        .flatMap((role) => homeOf[role]),
      'delegations',
    ]),
  ];
  const firstName = person.name.split(/\s+/)[0] ?? person.name;
  return (
    <Page
      title={say('home.hello', { name: firstName })}
      lead={
        <>
          {held.map((role) => say(wordOf('role', role))).join(' · ')} · <bdi>{installation.name}</bdi>
        </>
      }
    >
      {held.length === 0 && !decides && <p>{say('home.no-roles')}</p>}
      <Halves>
        {sections.length > 0 && <Stacked>{sections.map((section) => parts[section]())}</Stacked>}
        <Stacked>
          {/* How far somebody has looked is of now. */}
          {!isPast && <SinceSeen />}
          <Figures />
        </Stacked>
      </Halves>
    </Page>
  );
}
