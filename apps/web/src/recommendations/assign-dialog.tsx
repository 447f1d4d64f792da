import { Select } from '@mantine/core';
import type { RecommendationView } from '#contracts';
import { onBehalfOf } from '#permissions';
import { OnWhoseBehalf } from '../delegations/on-whose-behalf.js';
import { useEntities } from '../entities/use-entities.js';
import { usePeople } from '../people/use-people.js';
import { CommandForm } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { useActor } from '../session/use-me.js';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';

/** Says which entity leads and who owns the recommendation. */
export function AssignDialog({
  recommendation,
  onClose,
}: {
  recommendation: RecommendationView;
  onClose: () => void;
}) {
  const say = useWords();
  const actor = useActor();
  const people = usePeople();
  const entities = useEntities();
  const { id, leadEntityId, ownerId } = recommendation;
  const { values, change, clear } = useDraft(`assign:${id}`, { leadEntityId, ownerId });
  const command = useCommand('recommendation.assign', recommendation, () => {
    clear();
    onClose();
  });
  return (
    <Dialog title={say('keep.assign')} onClose={onClose} size="md">
      <CommandForm
        command={command}
        submitWord={say('ui.save')}
        onCancel={onClose}
        onSubmit={() => command.run(values)}
      >
        <OnWhoseBehalf lenderId={onBehalfOf(actor, { name: 'recommendation.assign' }, { recommendation })} />
        <Select
          label={say('field.leadEntityId')}
          searchable
          clearable
          data={entities.options}
          value={values.leadEntityId}
          onChange={(next) => change({ leadEntityId: next })}
        />
        <Select
          label={say('field.ownerId')}
          searchable
          clearable
          data={people.options}
          value={values.ownerId}
          onChange={(next) => change({ ownerId: next })}
        />
      </CommandForm>
    </Dialog>
  );
}
