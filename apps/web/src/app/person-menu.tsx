import { Menu, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconLogout, IconUserCog } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { rolesOf } from '#permissions';
import { useActor, useMe, useSignOut } from '../session/use-me.js';
import { Person } from '../ui/person.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './shell.module.css';

/** Who is signed in, as what, and the way out. */
export function PersonMenu() {
  const say = useWords();
  const { person } = useMe();
  const held = rolesOf(useActor());
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <UnstyledButton className={css.me}>
          <VisuallyHidden>{say('me.menu')} </VisuallyHidden>
          <Person name={person.name} />
          <IconChevronDown size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <bdi dir="ltr">{person.email}</bdi>
          <br />
          {held.map((role) => say(wordOf('role', role))).join(' · ')}
        </Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCog size={16} />}>
          {say('account.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} className="flips" />} onClick={() => signOut.mutate()}>
          {say('me.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
