import { TextInput } from '@mantine/core';

interface Props {
  label: string;
  description?: string;
  value: string;
  onChange: (code: string) => void;
}

/** A code of six digits, in whatever digits it is typed; the device may fill it in. */
export function CodeField({ label, description, value, onChange }: Props) {
  return (
    <TextInput
      label={label}
      description={description}
      name="code"
      autoComplete="one-time-code"
      inputMode="numeric"
      dir="ltr"
      required
      withAsterisk={false}
      data-autofocus
      autoFocus
      maxLength={12}
      value={value}
      onChange={(event) => onChange(latinDigits(event.currentTarget.value))}
    />
  );
}

/** Arabic and Persian digits as the server knows them; blanks, in which codes are written, are left out. */
const latinDigits = (text: string): string =>
  text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/\s/g, '');
