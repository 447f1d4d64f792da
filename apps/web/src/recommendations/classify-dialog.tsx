import { Radio, Stack, Textarea } from '@mantine/core';
import { confidentialities, type RecommendationView } from '#contracts';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { useWords, wordOf } from '../words/use-words.js';

/** Says who may read the recommendation. */
export function ClassifyDialog({
  recommendation,
  onClose,
}: {
  recommendation: RecommendationView;
  onClose: () => void;
}) {
  const say = useWords();
  const { id, confidentiality } = recommendation;
  const { values, change, clear } = useDraft(`classify:${id}`, { confidentiality, reason: '' });
  const command = useCommand('recommendation.classify', recommendation, () => {
    clear();
    onClose();
  });
  return (
    <Dialog title={say('keep.classify')} onClose={onClose} size="md">
      <CommandForm
        command={command}
        submitWord={say('ui.save')}
        isReady={values.reason.trim() !== '' && values.confidentiality !== confidentiality}
        onCancel={onClose}
        onSubmit={() => command.run(values)}
      >
        <Radio.Group
          label={say('field.confidentiality')}
          value={values.confidentiality}
          onChange={(next) => change({ confidentiality: next })}
        >
          <Stack gap="sm" mt="xs">
            {confidentialities.map((word) => (
              <Radio
                key={word}
                value={word}
                label={say(wordOf('confidentiality', word))}
                description={say(wordOf('confidentiality-hint', word))}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={say('propose.reason')}
          required
          value={values.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      </CommandForm>
    </Dialog>
  );
}
