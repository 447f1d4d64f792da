import { DirectionProvider, useDirection } from '@mantine/core';
import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { IntlProvider } from 'react-intl';
import type { Word } from './use-words.js';

export const offered = ['en', 'ar'] as const;
export type Offered = (typeof offered)[number];
export type Messages = Record<Word, string>;

const place = 'uphold-language';
/** Western digits in both: codes, symbols and hashes stand among the figures. */
const locales: Record<Offered, string> = { en: 'en-GB', ar: 'ar-u-nu-latn' };
const directions = { en: 'ltr', ar: 'rtl' } as const;

const files: Record<Offered, () => Promise<{ default: Messages }>> = {
  en: () => import('./en.json'),
  ar: () => import('./ar.json'),
};
export const messagesOf = async (language: Offered): Promise<Messages> => (await files[language]()).default;

/** The language chosen on this device, or the browser's, where we have it. */
export function rememberedLanguage(): Offered {
  const wanted = localStorage.getItem(place) ?? navigator.language.slice(0, 2);
  return offered.find((language) => language === wanted) ?? 'en';
}

interface Choice {
  language: Offered;
  choose: (language: Offered) => void;
}
const LanguageContext = createContext<Choice>({ language: 'en', choose: () => undefined });
export const useLanguage = () => use(LanguageContext);

interface Props {
  initial: { language: Offered; messages: Messages };
  children: ReactNode;
}

/** Words, number and date forms, and the direction of the page. */
export function LanguageProvider({ initial, children }: Props) {
  const [{ language, messages }, setSpoken] = useState(initial);
  const choice = useMemo<Choice>(
    () => ({
      language,
      choose: (next) => {
        localStorage.setItem(place, next);
        void messagesOf(next).then((words) => setSpoken({ language: next, messages: words }));
      },
    }),
    [language],
  );
  return (
    <LanguageContext value={choice}>
      <IntlProvider locale={locales[language]} messages={messages}>
        <DirectionProvider initialDirection={directions[language]} detectDirection={false}>
          <PageDirection language={language} />
          {children}
        </DirectionProvider>
      </IntlProvider>
    </LanguageContext>
  );
}

function PageDirection({ language }: { language: Offered }) {
  const { setDirection } = useDirection();
  useEffect(() => {
    document.documentElement.lang = language;
    setDirection(directions[language]);
  }, [language, setDirection]);
  return null;
}
