import type { RecommendationView } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';
import { differing, draftOf, wordingOf } from './wording-draft.js';
import { WordingFields } from './wording-fields.js';

/** Edits the wording of a recommendation; open proposals on it are voided where that is material. */
export function EditDialog({
  recommendation,
  onClose,
}: {
  recommendation: RecommendationView;
  onClose: () => void;
}) {
  const say = useWords();
  const { values, change, clear } = useDraft(`wording:${recommendation.id}`, draftOf(recommendation));
  const command = useCommand('recommendation.edit', recommendation, () => {
    clear();
    onClose();
  });
  return (
    <Dialog title={say('keep.edit')} onClose={onClose} size="xl">
      <CommandForm
        command={command}
        submitWord={say('ui.save')}
        isReady={values.title.trim() !== '' && values.text.trim() !== ''}
        onCancel={onClose}
        onSubmit={() => command.run(differing(wordingOf(draftOf(recommendation)), wordingOf(values)))}
      >
        <WordingFields draft={values} onChange={change} isIssued={recommendation.issuance === 'issued'} />
      </CommandForm>
    </Dialog>
  );
}
