import { Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconSearchOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { roles } from '#contracts';
import { useSearchChange } from '../app/use-search-change.js';
import listCss from '../recommendations/list.module.css';
import { Empty } from '../ui/empty.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { matrixGroups, soughtGroups, type MatrixSought } from './matrix-groups.js';
import { MatrixTable } from './matrix-table.js';
import css from './permissions.module.css';
import { useDeedWords, useNounWords } from './use-deed-words.js';

const here = getRouteApi('/permissions');

/** Who may do what: the declaration by which the product itself decides, made readable. */
export function PermissionsPage() {
  const say = useWords();
  const nounWords = useNounWords();
  const deedWords = useDeedWords();
  const search: MatrixSought = here.useSearch();
  const shown = useMemo(
    () => soughtGroups(matrixGroups(), search, { noun: nounWords, deed: deedWords }),
    [search, nounWords, deedWords],
  );
  return (
    <Page title={say('matrix.title')} lead={say('matrix.lead')}>
      <Panel title={say('matrix.how')}>
        <ul className={css.how}>
          <li>{say('matrix.how-scope')}</li>
          <li>{say('matrix.how-any')}</li>
          <li>{say('matrix.how-hidden')}</li>
          <li>{say('matrix.how-lent')}</li>
          <li>{say('matrix.how-state')}</li>
        </ul>
      </Panel>
      <Sought search={search} />
      {shown.length === 0 && <Empty title={say('ui.nothing-found')} icon={<IconSearchOff size={22} />} />}
      {shown.map(({ noun, groups }) => (
        <Panel key={noun} title={nounWords(noun)} isFlush>
          <MatrixTable noun={noun} groups={groups} roles={search.role ? [search.role] : roles} />
        </Panel>
      ))}
    </Page>
  );
}

/** What one looks for in it. */
function Sought({ search }: { search: MatrixSought }) {
  const say = useWords();
  const nounWords = useNounWords();
  const change = useSearchChange<MatrixSought>();
  const find = useDebouncedCallback((typed: string) => change({ find: typed.trim() || undefined }), 250);
  const nouns = matrixGroups().map(({ noun }) => noun);
  return (
    <div className={listCss.filters} role="search" aria-label={say('matrix.title')}>
      <TextInput
        label={say('matrix.find')}
        leftSection={<IconSearch size={16} />}
        defaultValue={search.find}
        onChange={(event) => find(event.currentTarget.value)}
      />
      <Select
        label={say('matrix.role')}
        placeholder={say('matrix.every-role')}
        clearable
        value={search.role ?? null}
        onChange={(role) => change({ role: role ?? undefined })}
        data={roles.map((role) => ({ value: role, label: say(wordOf('role', role)) }))}
      />
      <Select
        label={say('matrix.noun')}
        placeholder={say('matrix.every-noun')}
        clearable
        searchable
        value={search.noun ?? null}
        onChange={(noun) => change({ noun: noun ?? undefined })}
        data={nouns.map((noun) => ({ value: noun, label: nounWords(noun) }))}
      />
    </div>
  );
}
