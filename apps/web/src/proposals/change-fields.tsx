import { Radio, Select, Stack, Textarea } from '@mantine/core';
import type { ProposedTransition, RecommendationView } from '#contracts';
import { EvidencePicker } from '../evidence/evidence-picker.js';
import { usePeople } from '../people/use-people.js';
import { RecommendationField } from '../recommendations/recommendation-field.js';
import { DueField } from '../ui/due-field.js';
import { DayInput } from '../ui/day-input.js';
import { useWords, wordOf } from '../words/use-words.js';
import { fieldsOf, isNeeded, missingIn, type ChangeDraft, type ChangeField } from './draft-change.js';

interface Props {
  transition: ProposedTransition;
  recommendation: RecommendationView;
  draft: ChangeDraft;
  onChange: (part: Partial<ChangeDraft>) => void;
  /** Whether what is missing is pointed out yet. */
  isTried: boolean;
}

/** The fields that a transition obliges the proposer to fill in. */
export function ChangeFields({ transition, ...rest }: Props) {
  return fieldsOf[transition].map((field, place) => (
    <Field key={field} field={field} isFirst={place === 0} transition={transition} {...rest} />
  ));
}

const answers = ['accepted', 'partially_accepted', 'not_accepted'] as const;

function Field({
  field,
  transition,
  recommendation,
  draft,
  onChange,
  isTried,
  isFirst,
}: Props & { field: ChangeField; isFirst: boolean }) {
  const say = useWords();
  const people = usePeople();
  const required = isNeeded(field, transition, draft);
  const isMissing = isTried && missingIn(transition, draft).includes(field);
  const error = isMissing ? say('form.needed') : undefined;
  const common = { required, error, 'data-autofocus': isFirst || undefined };

  switch (field) {
    case 'to':
      return (
        <Radio.Group
          label={say('propose.answer')}
          value={draft.to}
          onChange={(to) => onChange({ to })}
          required
        >
          <Stack gap="xs" mt="xs">
            {answers.map((answer) => (
              <Radio key={answer} value={answer} label={say(wordOf('state.acceptance', answer))} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case 'reason':
    case 'narrative':
    case 'note':
    case 'riskStatement':
      return (
        <Textarea
          {...common}
          label={say(wordOf('propose', field))}
          description={
            field === 'narrative' || field === 'riskStatement'
              ? say(wordOf('propose', `${field}-hint`))
              : undefined
          }
          minRows={field === 'narrative' ? 5 : 3}
          value={draft[field]}
          onChange={(event) => onChange({ [field]: event.currentTarget.value })}
        />
      );
    case 'ownerId':
      return (
        <Select
          {...common}
          label={say('field.ownerId')}
          searchable
          data={people.options}
          value={draft.ownerId ?? recommendation.ownerId}
          onChange={(ownerId) => onChange({ ownerId })}
        />
      );
    case 'due':
      return (
        <DueField
          {...common}
          label={say(transition === 'move-due-date' ? 'propose.new-due' : 'field.dueDate')}
          value={{ date: draft.dueDate, precision: draft.duePrecision }}
          onChange={({ date, precision }) => onChange({ dueDate: date, duePrecision: precision })}
        />
      );
    case 'riskReviewDate':
      return (
        <DayInput
          {...common}
          label={say('field.riskReviewDate')}
          value={draft.riskReviewDate}
          onChange={(riskReviewDate) => onChange({ riskReviewDate })}
        />
      );
    case 'supersededById':
      return (
        <RecommendationField
          {...common}
          exceptId={recommendation.id}
          value={draft.supersededById}
          onChange={(supersededById) => onChange({ supersededById })}
        />
      );
    case 'evidenceIds':
      return (
        <EvidencePicker
          recommendationId={recommendation.id}
          chosen={draft.evidenceIds}
          onChange={(evidenceIds) => onChange({ evidenceIds })}
          error={error}
        />
      );
  }
}
