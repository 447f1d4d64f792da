import { Button, Checkbox, Input } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useAnswer } from '../request/ask.js';
import { Dialog } from '../ui/dialog.js';
import { useWords } from '../words/use-words.js';
import { AddEvidence } from './add-evidence.js';
import { useEvidenceLine } from './use-evidence-line.js';
import css from './evidence.module.css';

interface Props {
  recommendationId: string;
  chosen: string[];
  onChange: (ids: string[]) => void;
  error?: string;
}

/** Chooses among the recommendation's evidence; what is missing can be added here and is then chosen. */
export function EvidencePicker({ recommendationId, chosen, onChange, error }: Props) {
  const say = useWords();
  const lineOf = useEvidenceLine();
  const [isAdding, setAdding] = useState(false);
  const { data } = useAnswer('listEvidence', { query: { recommendationId, limit: 200 } });
  const current = (data?.rows ?? []).filter(({ state }) => state === 'current');
  return (
    <Input.Wrapper
      label={say('propose.evidence')}
      description={say('propose.evidence-hint')}
      labelElement="div"
      required
      error={error}
    >
      <fieldset className={css.pick} aria-label={say('propose.evidence')}>
        {current.map((item) => (
          <Checkbox
            key={item.id}
            className={css.option}
            checked={chosen.includes(item.id)}
            onChange={(event) =>
              onChange(
                event.currentTarget.checked ? [...chosen, item.id] : chosen.filter((id) => id !== item.id),
              )
            }
            label={<bdi>{item.title}</bdi>}
            description={lineOf(item)}
          />
        ))}
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          onClick={() => setAdding(true)}
          style={{ justifySelf: 'start' }}
        >
          {say('evidence.add')}
        </Button>
      </fieldset>
      {isAdding && (
        <Dialog title={say('evidence.add')} onClose={() => setAdding(false)} size="md">
          <AddEvidence
            recommendationId={recommendationId}
            onCancel={() => setAdding(false)}
            onDone={(id) => {
              onChange([...chosen, id]);
              setAdding(false);
            }}
          />
        </Dialog>
      )}
    </Input.Wrapper>
  );
}
