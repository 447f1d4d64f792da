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
  IconSettings,
  IconShieldCheck,
  IconUsers,
  IconUserShare,
  type Icon,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { Role } from '#contracts';
import { rolesOf } from '#permissions';
import { useWaiting } from '../proposals/use-waiting.js';
import { useActor } from '../session/use-me.js';
import { useWords, type Word } from '../words/use-words.js';
import css from './shell.module.css';

interface Place {
  to: LinkProps['to'];
  word: Word;
  icon: Icon;
  /** For whom it is of use; everybody where none are named. What they may read there is decided by the API. */
  roles?: readonly Role[];
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
  { to: '/people', word: 'nav.people', icon: IconUsers, roles: ['administrator', 'auditor'] },
  { to: '/entities', word: 'nav.entities', icon: IconBuilding, roles: ['administrator', 'auditor'] },
  {
    to: '/delegations',
    word: 'nav.delegations',
    icon: IconUserShare,
    roles: ['manager', 'auditor', 'administrator', 'staff'],
  },
  { to: '/installation', word: 'nav.installation', icon: IconSettings, roles: ['administrator'] },
];

/** The ways through the product, as far as they lead somewhere for this person. */
export function Nav({ onGo }: { onGo?: () => void }) {
  const say = useWords();
  const held = rolesOf(useActor());
  const shown = places.filter(({ roles }) => !roles || roles.some((role) => held.includes(role)));
  return (
    <nav aria-label={say('nav.label')}>
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
    </nav>
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
