import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LanguageProvider, useLanguage, type Messages, type Offered } from '../words/language.js';
import { theme } from './theme.js';

const schemes = localStorageColorSchemeManager({ key: 'uphold-scheme' });

interface Props {
  queryClient: QueryClient;
  initial: { language: Offered; messages: Messages };
  children: ReactNode;
}

/** What every part of the page stands on. */
export function Providers({ queryClient, initial, children }: Props) {
  return (
    <QueryClientProvider client={queryClient}>
      <LanguageProvider initial={initial}>
        {/* Variables and classes come from static style sheets: the content security policy refuses style elements. */}
        <MantineProvider
          theme={theme}
          colorSchemeManager={schemes}
          defaultColorScheme="light"
          withCssVariables={false}
          withGlobalClasses={false}
        >
          <Dates>{children}</Dates>
        </MantineProvider>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

/** The United Nations calendar week begins on Monday in both languages. */
function Dates({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  return <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>{children}</DatesProvider>;
}
