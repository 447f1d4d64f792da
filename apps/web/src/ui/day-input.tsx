import { DateInput, type DateInputProps } from '@mantine/dates';
import { usePickerWords } from './use-picker-words.js';

type Props = Omit<DateInputProps, 'onChange' | 'value'> & {
  value: string | null;
  onChange: (day: string | null) => void;
};

/** A calendar day, typed or picked. */
export function DayInput(props: Props) {
  const words = usePickerWords();
  return <DateInput {...words} valueFormat="DD MMM YYYY" {...props} />;
}
