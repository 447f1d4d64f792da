import type { Citation, Criticality, RecommendationView } from '#contracts';

/** The wording of a recommendation as a form holds it. */
export interface WordingDraft {
  title: string;
  text: string;
  language: RecommendationView['language'];
  document: string;
  section: string;
  paragraph: string;
  page: string;
  sourceVerified: boolean;
  addressee: string;
  criticality: Criticality | null;
  themes: string[];
}

export const emptyWording: WordingDraft = {
  title: '',
  text: '',
  language: 'en',
  document: '',
  section: '',
  paragraph: '',
  page: '',
  sourceVerified: false,
  addressee: '',
  criticality: null,
  themes: [],
};

export function draftOf({ citation, ...recommendation }: RecommendationView): WordingDraft {
  const { title, text, language, sourceVerified, addressee, criticality, themes } = recommendation;
  return {
    title,
    text,
    language,
    sourceVerified,
    criticality,
    themes,
    addressee: addressee ?? '',
    document: citation?.document ?? '',
    section: citation?.section ?? '',
    paragraph: citation?.paragraph ?? '',
    page: citation?.page ?? '',
  };
}

/** What a command takes of it: empty fields as null, the citation as one. */
export function wordingOf(draft: WordingDraft) {
  const { document, section, paragraph, page, addressee, ...rest } = draft;
  const filled = (typed: string) => typed.trim() || null;
  const citation: Citation | null = document.trim()
    ? { document, section: filled(section), paragraph: filled(paragraph), page: filled(page) }
    : null;
  return { ...rest, addressee: filled(addressee), citation };
}

/** The fields that were changed, and those alone: what nobody touched is not claimed to have been decided on. */
export function differing<T extends object>(before: T, after: T): Partial<T> {
  const fields = Object.keys(after) as (keyof T)[];
  return Object.fromEntries(
    fields
      .filter((field) => JSON.stringify(after[field]) !== JSON.stringify(before[field]))
      .map((field) => [field, after[field]]),
  ) as Partial<T>;
}
