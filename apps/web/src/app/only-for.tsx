import { IconDoor } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Role } from '#contracts';
import { rolesOf } from '#permissions';
import { useActor } from '../session/use-me.js';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { useList } from '../words/use-list.js';
import { useWords, wordOf, type Word } from '../words/use-words.js';

interface Props {
  title: Word;
  /** Who finds something here. */
  roles: readonly Role[];
  children: ReactNode;
}

/** A page that is of use to some alone: whoever else comes by its address is told for whom it is, not an empty list. */
export function OnlyFor({ title, roles, children }: Props) {
  const say = useWords();
  const list = useList();
  const held = rolesOf(useActor());
  if (roles.some((role) => held.includes(role))) return children;
  return (
    <Page title={say(title)}>
      <Empty
        title={say('only-for.title', { roles: list(roles.map((role) => say(wordOf('only-for', role)))) })}
        hint={say('only-for.hint')}
        icon={<IconDoor size={22} />}
      />
    </Page>
  );
}
