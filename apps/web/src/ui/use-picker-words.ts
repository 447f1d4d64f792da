import { useMemo } from 'react';
import { useWords } from '../words/use-words.js';

/** What every calendar needs to be read out and read well. */
export function usePickerWords() {
  const say = useWords();
  return useMemo(
    () => ({
      hideOutsideDates: true,
      // Beside its field, the calendar stands in the same landmark; its own role would be a dialog without a name.
      popoverProps: { withinPortal: false, withRoles: false },
      ariaLabels: {
        nextMonth: say('picker.next-month'),
        previousMonth: say('picker.previous-month'),
        nextYear: say('picker.next-year'),
        previousYear: say('picker.previous-year'),
        nextDecade: say('picker.next-decade'),
        previousDecade: say('picker.previous-decade'),
      },
    }),
    [say],
  );
}
