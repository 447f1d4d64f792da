import {
  convertCssVariables,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  DEFAULT_THEME,
} from '@mantine/core';
import type { Plugin } from 'vite';
import { theme } from './src/app/theme.js';

const name = 'virtual:theme.css';

/**
 * The theme's variables as a static style sheet. Mantine would write them into a style element when the page
 * starts; a content security policy without 'unsafe-inline' refuses that.
 */
export function themeCss(): Plugin {
  return {
    name: 'uphold-theme-css',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      const merged = mergeMantineTheme(DEFAULT_THEME, theme);
      return convertCssVariables(defaultCssVariablesResolver(merged), ':root');
    },
  };
}
