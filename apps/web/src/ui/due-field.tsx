import { Input, SegmentedControl } from '@mantine/core';
import { MonthPickerInput, YearPickerInput } from '@mantine/dates';
import type { DueDate } from '#contracts';
import { useWords, wordOf } from '../words/use-words.js';
import { DayInput } from './day-input.js';
import { usePickerWords } from './use-picker-words.js';
import css from './form.module.css';

const precisions = ['day', 'month', 'year'] as const;

interface Props {
  label: string;
  value: { date: string | null; precision: DueDate['precision'] };
  onChange: (value: Props['value']) => void;
  error?: string;
  required?: boolean;
}

/** A due date and how precisely it is meant: the whole day, month or year counts. */
export function DueField({ label, value: { date, precision }, onChange, error, required }: Props) {
  const say = useWords();
  const { ariaLabels, popoverProps } = usePickerWords();
  const shared = {
    label,
    value: date,
    error,
    required,
    onChange: (next: string | null) => onChange({ date: next, precision }),
    placeholder: say(wordOf('due.pick', precision)),
    clearable: false,
  };
  return (
    <div className={css.pair}>
      {precision === 'day' && <DayInput {...shared} />}
      {precision === 'month' && (
        <MonthPickerInput
          {...shared}
          ariaLabels={ariaLabels}
          popoverProps={popoverProps}
          valueFormat="MMMM YYYY"
        />
      )}
      {precision === 'year' && (
        <YearPickerInput {...shared} ariaLabels={ariaLabels} popoverProps={popoverProps} valueFormat="YYYY" />
      )}
      <Input.Wrapper label={say('due.precision')} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={say('due.precision')}
          value={precision}
          onChange={(next) => onChange({ date, precision: next })}
          data={precisions.map((one) => ({ value: one, label: say(wordOf('due', one)) }))}
        />
      </Input.Wrapper>
    </div>
  );
}
