import { DateInput, type DateInputProps } from '@mantine/dates';
import { useWords } from '../words/use-words.js';
import { usePickerWords } from './use-picker-words.js';

type Props = Omit<DateInputProps, 'onChange' | 'value'> & {
  value: string | null;
  onChange: (day: string | null) => void;
};

/** A calendar day, typed or picked. */
export function DayInput(props: Props) {
  const words = usePickerWords();
  const say = useWords();
  return (
    <DateInput
      {...words}
      clearButtonProps={{ 'aria-label': say('ui.clear') }}
      valueFormat="DD MMM YYYY"
      {...props}
    />
  );
}
