import { ActionIcon, Button, Select, TextInput, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBookmark, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { SaveQuery, type SavedQuery } from '#contracts';
import { uuid } from '../request/uuid.js';
import { Dialog } from '../ui/dialog.js';
import { Empty } from '../ui/empty.js';
import { tellFault } from '../ui/tell.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';
import { auditSearchOf, historyQueryOf, keptForm, type AuditSearch } from './audit-search.js';
import css from './audit.module.css';
import { useSavedQueries } from './use-saved-queries.js';

interface Props {
  search: AuditSearch;
  onAsk: (search: AuditSearch) => void;
}

/** Questions that the person keeps: asked again at one choice, kept and tidied in a dialog. */
export function SavedQueries({ search, onAsk }: Props) {
  const say = useWords();
  const [isOpen, { open, close }] = useDisclosure(false);
  const { rows } = useSavedQueries();
  const now = keptForm(search);
  const asked = rows.find(({ query }) => keptForm(auditSearchOf(query)) === now);
  const ask = (id: string | null) => {
    const chosen = rows.find((row) => row.id === id);
    onAsk(chosen ? auditSearchOf(chosen.query) : {});
  };
  return (
    <>
      <Select
        className={css.kept}
        label={say('kept.label')}
        placeholder={say(rows.length > 0 ? 'kept.choose' : 'kept.none')}
        disabled={rows.length === 0}
        searchable
        clearable
        value={asked?.id ?? null}
        onChange={ask}
        data={rows.map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={say('ui.nothing-found')}
      />
      <Button variant="default" leftSection={<IconBookmark size={17} />} onClick={open}>
        {say('kept.keep')}
      </Button>
      {isOpen && <KeptDialog search={search} onClose={close} />}
    </>
  );
}

function KeptDialog({ search, onClose }: { search: AuditSearch; onClose: () => void }) {
  const say = useWords();
  const fault = useFault();
  const { rows, save, forget } = useSavedQueries();
  const [renamed, setRenamed] = useState<SavedQuery | null>(null);
  const tellWhy = { onError: (error: Error) => tellFault(fault(error)) };
  const keep = (name: string) =>
    save.mutate(
      renamed ? { ...renamed, name } : { id: uuid(), ...SaveQuery.parse({ name, query: queryOf(search) }) },
      { onSuccess: () => (renamed ? setRenamed(null) : onClose()), ...tellWhy },
    );
  return (
    <Dialog title={say('kept.title')} onClose={onClose} size="md">
      <NameForm
        key={renamed?.id ?? 'new'}
        label={say(renamed ? 'kept.new-name' : 'kept.name')}
        initial={renamed?.name ?? ''}
        isRunning={save.isPending}
        onSave={keep}
      />
      {rows.length === 0 ? (
        <Empty isSlim title={say('kept.none')} />
      ) : (
        <ul aria-label={say('kept.label')}>
          {rows.map((row) => (
            <li key={row.id} className={css.keptRow}>
              <bdi>{row.name}</bdi>
              <Act word={say('kept.rename', { name: row.name })} onClick={() => setRenamed(row)}>
                <IconPencil size={17} />
              </Act>
              <Act
                word={say('kept.forget', { name: row.name })}
                onClick={() => forget.mutate(row.id, tellWhy)}
              >
                <IconTrash size={17} />
              </Act>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** What of the question is asked at all. */
const queryOf = (search: AuditSearch) =>
  Object.fromEntries(Object.entries(historyQueryOf(search)).filter(([, value]) => value !== undefined));

interface NameProps {
  label: string;
  initial: string;
  isRunning: boolean;
  onSave: (name: string) => void;
}

function NameForm({ label, initial, isRunning, onSave }: NameProps) {
  const say = useWords();
  const [name, setName] = useState(initial);
  return (
    <form
      className={css.keep}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onSave(name.trim());
      }}
    >
      <TextInput
        data-autofocus
        label={label}
        required
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={isRunning}>
        {say('kept.save')}
      </Button>
    </form>
  );
}

interface ActProps {
  word: string;
  onClick: () => void;
  children: ReactNode;
}

const Act = ({ word, onClick, children }: ActProps) => (
  <Tooltip label={word}>
    <ActionIcon variant="subtle" color="gray.7" aria-label={word} onClick={onClick}>
      {children}
    </ActionIcon>
  </Tooltip>
);
