import { Textarea } from '@mantine/core';
import type { CommentView } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { useWords } from '../words/use-words.js';

/** Edits one's own comment; the history keeps each wording. */
export function EditComment({ comment, onDone }: { comment: CommentView; onDone: () => void }) {
  const say = useWords();
  const { values, change, clear } = useDraft(`edit:${comment.id}`, { text: comment.text });
  const command = useCommand('comment.edit', { id: comment.id, version: comment.version }, () => {
    clear();
    onDone();
  });
  return (
    <CommandForm
      command={command}
      submitWord={say('ui.save')}
      isReady={values.text.trim() !== '' && values.text !== comment.text}
      onCancel={onDone}
      onSubmit={() => command.run({ text: values.text })}
    >
      <Textarea
        label={say('comment.yours')}
        value={values.text}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
    </CommandForm>
  );
}
