import { Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { ReviewCode, type ReviewView } from '#contracts';
import { CommandForm, Pair } from '../request/command-form.js';
import { useCommand } from '../request/use-command.js';
import { useDraft } from '../request/use-draft.js';
import { Dialog } from '../ui/dialog.js';
import { DayInput } from '../ui/day-input.js';
import { useWords, wordOf } from '../words/use-words.js';

type Line = 'title' | 'symbol' | 'commissionedBy' | 'chair';

const draftOf = (review?: ReviewView) => ({
  code: review?.code ?? '',
  title: review?.title ?? '',
  symbol: review?.symbol ?? '',
  date: review?.date ?? null,
  commissionedBy: review?.commissionedBy ?? '',
  chair: review?.chair ?? '',
  summary: review?.summary ?? '',
});

/** Enters a review, or changes what is said about one. */
export function ReviewDialog({ review, onClose }: { review?: ReviewView; onClose: () => void }) {
  const say = useWords();
  const go = useNavigate();
  const { values, change, clear } = useDraft(`review:${review?.id ?? 'new'}`, draftOf(review));
  const done = (id: string) => {
    clear();
    onClose();
    void go({ to: '/reviews/$id', params: { id } });
  };
  const enter = useCommand('review.create', {}, ({ objectId }) => done(objectId));
  const alter = useCommand('review.change', review ?? {}, ({ objectId }) => done(objectId));
  const { code, title, symbol, date, commissionedBy, chair, summary } = values;
  const isReady =
    [title, commissionedBy, summary].every((text) => text.trim()) &&
    date !== null &&
    (review !== undefined || ReviewCode.safeParse(code).success);
  const submit = () => {
    if (!date) return;
    const said = {
      title,
      symbol: symbol.trim() || null,
      date,
      commissionedBy,
      chair: chair.trim() || null,
      summary,
    };
    if (review) alter.run(said);
    else enter.run({ ...said, code });
  };
  const line = (field: Line, required = false) => (
    <TextInput
      label={say(wordOf('field', field))}
      required={required}
      value={values[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <Dialog title={say(review ? 'review.change' : 'review.enter')} onClose={onClose}>
      <CommandForm
        command={review ? alter : enter}
        submitWord={say('ui.save')}
        isReady={isReady}
        onCancel={onClose}
        onSubmit={submit}
      >
        {line('title', true)}
        {!review && (
          <TextInput
            label={say('review.code')}
            description={say('review.code-hint')}
            required
            dir="ltr"
            value={code}
            onChange={(event) => change({ code: event.currentTarget.value })}
          />
        )}
        <Pair>
          {line('symbol')}
          <DayInput
            label={say('field.date')}
            required
            value={date}
            onChange={(next) => change({ date: next })}
          />
          {line('commissionedBy', true)}
          {line('chair')}
        </Pair>
        <Textarea
          label={say('field.summary')}
          required
          minRows={4}
          value={summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
        />
      </CommandForm>
    </Dialog>
  );
}
