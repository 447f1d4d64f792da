import { Select, TextInput } from '@mantine/core';
import { EmailAddress, languages, type PersonState } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords, wordOf } from '../words/use-words.js';

interface Props {
  /** The account to change; none to open one. */
  person?: PersonState;
  onClose: () => void;
  onDone?: (id: string) => void;
}

/** Opens an account, or changes its name, address or language. */
export function PersonDialog({ person, onClose, onDone }: Props) {
  const say = useWords();
  const { values, change, clear } = useDraft(`person:${person?.id ?? 'new'}`, {
    name: person?.name ?? '',
    email: person?.email ?? '',
    language: person?.language ?? 'en',
  });
  const done = ({ objectId }: { objectId: string }) => {
    clear();
    onClose();
    onDone?.(objectId);
  };
  const open = useCommand('person.create', {}, done);
  const alter = useCommand('person.change', person ?? {}, done);
  const isReady = values.name.trim() !== '' && EmailAddress.safeParse(values.email).success;
  return (
    <Dialog title={say(person ? 'people.change' : 'people.open')} onClose={onClose} size="md">
      <CommandForm
        command={person ? alter : open}
        submitWord={say(person ? 'ui.save' : 'people.open')}
        isReady={isReady}
        onCancel={onClose}
        onSubmit={() => (person ? alter.run(values) : open.run(values))}
      >
        <TextInput
          data-autofocus
          label={say('field.name')}
          required
          value={values.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={say('field.email')}
          type="email"
          dir="ltr"
          required
          value={values.email}
          onChange={(event) => change({ email: event.currentTarget.value })}
        />
        <Select
          label={say('field.language')}
          allowDeselect={false}
          value={values.language}
          onChange={(language) => language && change({ language })}
          data={languages.map((word) => ({ value: word, label: say(wordOf('language', word)) }))}
        />
        {!person && <p className="soft small">{say('people.open-hint')}</p>}
      </CommandForm>
    </Dialog>
  );
}
