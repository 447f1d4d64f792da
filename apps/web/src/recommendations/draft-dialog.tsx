import { Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { RecommendationCode } from '#contracts';
import { useEntities } from '../entities/use-entities.js';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';
import { emptyWording, wordingOf } from './wording-draft.js';
import { WordingFields } from './wording-fields.js';

/** Drafts a recommendation of a review. */
export function DraftDialog({ reviewId, onClose }: { reviewId: string; onClose: () => void }) {
  const say = useWords();
  const go = useNavigate();
  const entities = useEntities();
  const { values, change, clear } = useDraft(`draft:${reviewId}`, {
    ...emptyWording,
    code: '',
    leadEntityId: null as string | null,
  });
  const command = useCommand('recommendation.draft', {}, ({ objectId }) => {
    clear();
    void go({ to: '/recommendations/$id', params: { id: objectId } });
  });
  const { code, leadEntityId, ...wording } = values;
  const isReady =
    RecommendationCode.safeParse(code).success && wording.title.trim() !== '' && wording.text.trim() !== '';
  return (
    <Dialog title={say('draft.new')} onClose={onClose} size="xl">
      <CommandForm
        command={command}
        submitWord={say('draft.save')}
        isReady={isReady}
        onCancel={onClose}
        onSubmit={() => command.run({ reviewId, code, leadEntityId, ...wordingOf(wording) })}
      >
        <Pair>
          <TextInput
            label={say('field.code')}
            required
            dir="ltr"
            value={code}
            onChange={(event) => change({ code: event.currentTarget.value })}
          />
          <Select
            label={say('field.leadEntityId')}
            searchable
            clearable
            data={entities.options}
            value={leadEntityId}
            onChange={(next) => change({ leadEntityId: next })}
          />
        </Pair>
        <WordingFields draft={wording} onChange={change} />
      </CommandForm>
    </Dialog>
  );
}
