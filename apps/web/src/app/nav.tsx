import {
  IconArrowsSplit,
  IconBuilding,
  IconClipboardList,
  IconFileCheck,
  IconFileText,
  IconGavel,
  IconHistory,
  IconHome,
  IconLifebuoy,
  IconListDetails,
  IconLock,
  IconLogin2,
  IconSettings,
  IconShieldCheck,
  IconUsers,
  IconUserShare,
  type Icon,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useId } from 'react';
import type { Role } from '#contracts';
import { rolesOf } from '#permissions';
import { useWaiting } from '../proposals/use-waiting.js';
import { useActor } from '../session/use-me.js';
import { useWords, wordOf, type Word } from '../words/use-words.js';
import css from './shell.module.css';

interface Place {
  to: LinkProps['to'];
  word: Word;
  icon: Icon;
  /** For whom it is of use; everybody where none are named. What they may read there is decided by the API. */
  roles?: readonly Role[];
  /** The heading under which it stands; the first ones stand under none. */
  group?: 'administration';
}

const places: readonly Place[] = [
  { to: '/', word: 'nav.home', icon: IconHome },
  { to: '/decisions', word: 'nav.decisions', icon: IconGavel, roles: ['staff', 'manager', 'auditor'] },
  { to: '/recommendations', word: 'nav.recommendations', icon: IconClipboardList },
  { to: '/reviews', word: 'nav.reviews', icon: IconFileText },
  { to: '/audit', word: 'nav.audit', icon: IconHistory, roles: ['auditor', 'administrator', 'manager'] },
  {
    to: '/integrity',
    word: 'nav.integrity',
    icon: IconShieldCheck,
    roles: ['auditor', 'administrator', 'manager'],
  },
  { to: '/verify', word: 'nav.verify', icon: IconFileCheck },
  { to: '/segregation', word: 'nav.segregation', icon: IconArrowsSplit, roles: ['auditor', 'manager'] },
  { to: '/emergency-access', word: 'nav.emergency', icon: IconLifebuoy },
  {
    to: '/delegations',
    word: 'nav.delegations',
    icon: IconUserShare,
    roles: ['manager', 'auditor', 'administrator', 'staff'],
  },
  {
    to: '/people',
    word: 'nav.people',
    icon: IconUsers,
    roles: ['administrator', 'auditor'],
    group: 'administration',
  },
  {
    to: '/entities',
    word: 'nav.entities',
    icon: IconBuilding,
    roles: ['administrator', 'auditor'],
    group: 'administration',
  },
  {
    to: '/security',
    word: 'nav.security',
    icon: IconLock,
    roles: ['administrator', 'auditor'],
    group: 'administration',
  },
  { to: '/permissions', word: 'nav.permissions', icon: IconListDetails, group: 'administration' },
  {
    to: '/single-sign-on',
    word: 'nav.single-sign-on',
    icon: IconLogin2,
    roles: ['administrator', 'auditor'],
    group: 'administration',
  },
  {
    to: '/installation',
    word: 'nav.installation',
    icon: IconSettings,
    roles: ['administrator'],
    group: 'administration',
  },
];

/** The ways through the product, as far as they lead somewhere for this person. */
export function Nav({ onGo }: { onGo?: () => void }) {
  const say = useWords();
  const held = rolesOf(useActor());
  const shown = places.filter(({ roles }) => !roles || roles.some((role) => held.includes(role)));
  return (
    <nav aria-label={say('nav.label')}>
      <Places places={shown.filter(({ group }) => !group)} onGo={onGo} />
      <Group name="administration" places={shown} onGo={onGo} />
    </nav>
  );
}

type Shown = { places: readonly Place[]; onGo: (() => void) | undefined };

/** Places under their heading, where there are some for this person. */
function Group({ name, places: all, onGo }: { name: NonNullable<Place['group']> } & Shown) {
  const say = useWords();
  const heading = useId();
  const own = all.filter(({ group }) => group === name);
  if (own.length === 0) return null;
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading} className={css.group}>
        {say(wordOf('nav', name))}
      </h2>
      <Places places={own} onGo={onGo} />
    </section>
  );
}

function Places({ places: shown, onGo }: Shown) {
  const say = useWords();
  return (
    <ul className={css.nav}>
      {shown.map(({ to, word, icon: Drawn }) => (
        <li key={word}>
          <Link
            to={to}
            className={css.place}
            activeOptions={{ exact: to === '/', includeSearch: false }}
            onClick={onGo}
          >
            <Drawn size={19} aria-hidden />
            <span>{say(word)}</span>
            {to === '/decisions' && <Waiting />}
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Waiting() {
  const say = useWords();
  const count = useWaiting()?.length ?? 0;
  if (count === 0) return null;
  return (
    <span className={css.badge} aria-label={say('nav.waiting', { count })}>
      {count}
    </span>
  );
}
