import './app/layers.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import 'virtual:theme.css';
import './app/global.css';
import './app/print.css';
import 'dayjs/locale/ar';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/providers.js';
import { makeQueryClient } from './app/query-client.js';
import { router } from './app/router.js';
import { messagesOf, rememberedLanguage } from './words/language.js';

const language = rememberedLanguage();
const messages = await messagesOf(language);

// A page that the browser kept aside shows what was read then; it is read anew instead.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) location.reload();
});

const place = document.getElementById('root');
if (!place) throw new Error('the page has no place to draw in');
createRoot(place).render(
  <StrictMode>
    <Providers queryClient={makeQueryClient()} initial={{ language, messages }}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
