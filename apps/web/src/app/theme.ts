import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The product's own colour: a deep, quiet green. */
const pine: MantineColorsTuple = [
  '#eef7f5',
  '#d9ece8',
  '#b3d8d1',
  '#88c1b7',
  '#5fa99d',
  '#3f9285',
  '#2a7c70',
  '#1b675d',
  '#14534b',
  '#0f3d3a',
];

/** Warm greys, so that text reads as ink on paper. */
const stone: MantineColorsTuple = [
  '#faf9f6',
  '#f3f1ec',
  '#e8e5de',
  '#d8d4ca',
  '#bab5a9',
  '#8f8a7e',
  '#625e55',
  '#4c4942',
  '#35332e',
  '#211f1c',
];

const night: MantineColorsTuple = [
  '#e6e9e7',
  '#bac3c0',
  '#a1adaa',
  '#7d8b88',
  '#566562',
  '#35433f',
  '#25322f',
  '#1a2523',
  '#131c1a',
  '#0c1312',
];

const brick: MantineColorsTuple = [
  '#fdf1ee',
  '#fadfd9',
  '#f3bdb2',
  '#ea978a',
  '#de6f5f',
  '#cd4e3e',
  '#b53c2e',
  '#9c2f23',
  '#82261c',
  '#5e1b14',
];

const text =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "Geeza Pro", "DejaVu Sans", sans-serif';

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, gray: stone, dark: night, red: brick },
  black: '#1d2422',
  fontFamily: text,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", monospace',
  headings: { fontFamily: text, fontWeight: '650' },
  defaultRadius: 'md',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // Locking the scroll by the library writes a style element; global.css does it with a selector instead.
    Modal: { defaultProps: { lockScroll: false, centered: false, radius: 'lg', padding: 'lg' } },
    Drawer: { defaultProps: { lockScroll: false } },
    // What the library puts there to take the focus is no menu item, and a portal is in no landmark.
    Menu: { defaultProps: { withInitialFocusPlaceholder: false, withinPortal: false } },
    Tooltip: {
      defaultProps: {
        withArrow: true,
        multiline: true,
        maw: 320,
        events: { hover: true, focus: true, touch: true },
      },
    },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' }, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { comboboxProps: { shadow: 'md' }, checkIconPosition: 'right' } },
    Textarea: { defaultProps: { autosize: true, minRows: 3, maxRows: 14 } },
  },
});
