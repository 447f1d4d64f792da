import { Button } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';
import { useLanguage } from '../words/language.js';

const other = { en: 'ar', ar: 'en' } as const;
/** Each language under its own name, whatever the page speaks. */
const ownNames = { en: 'English', ar: 'العربية' } as const;

/** Turns the page to the other language. */
export function LanguageSwitch() {
  const { language, choose } = useLanguage();
  const next = other[language];
  return (
    <Button
      variant="subtle"
      size="compact-md"
      lang={next}
      leftSection={<IconLanguage size={18} aria-hidden />}
      onClick={() => choose(next)}
    >
      {ownNames[next]}
    </Button>
  );
}
