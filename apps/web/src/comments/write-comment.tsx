import { MultiSelect, Textarea } from '@mantine/core';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { usePeople } from '../people/use-people.js';
import { useWords } from '../words/use-words.js';

interface Props {
  recommendationId: string;
  /** The comment that is answered. */
  parentId?: string;
  onDone?: () => void;
}

/** Writes a comment or an answer; who is mentioned is told. */
export function WriteComment({ recommendationId, parentId, onDone }: Props) {
  const say = useWords();
  const people = usePeople();
  const { values, change, clear } = useDraft(`comment:${parentId ?? recommendationId}`, {
    text: '',
    mentions: [] as string[],
  });
  const command = useCommand('comment.post', {}, () => {
    clear();
    onDone?.();
  });
  return (
    <CommandForm
      command={command}
      submitWord={say(parentId ? 'comment.answer' : 'comment.post')}
      isReady={values.text.trim() !== ''}
      onCancel={onDone}
      onSubmit={() =>
        command.run({
          recommendationId,
          parentId: parentId ?? null,
          text: values.text,
          mentions: values.mentions,
        })
      }
    >
      <Textarea
        label={say(parentId ? 'comment.your-answer' : 'comment.yours')}
        minRows={2}
        data-autofocus={parentId ? true : undefined}
        value={values.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      <MultiSelect
        label={say('comment.mention')}
        searchable
        clearable
        data={people.options}
        value={values.mentions}
        onChange={(mentions) => change({ mentions })}
      />
    </CommandForm>
  );
}
