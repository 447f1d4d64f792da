import { Checkbox, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { criticalities, languages } from '#contracts';
import { Pair } from '../request/command-form.js';
import { useWords, wordOf } from '../words/use-words.js';
import type { WordingDraft } from './wording-draft.js';

interface Props {
  draft: WordingDraft;
  onChange: (part: Partial<WordingDraft>) => void;
  /** Once issued, title and text stay as they were issued. */
  isIssued?: boolean;
}

/** Fields of a recommendation's wording, its citation and its weight. */
export function WordingFields({ draft, onChange, isIssued }: Props) {
  const say = useWords();
  const text = (
    field: 'title' | 'addressee' | 'document' | 'section' | 'paragraph' | 'page',
    required = false,
  ) => (
    <TextInput
      label={say(wordOf('field', field))}
      required={required}
      value={draft[field]}
      onChange={(event) => onChange({ [field]: event.currentTarget.value })}
    />
  );
  return (
    <>
      {isIssued ? (
        <p className="soft">{say('keep.issued')}</p>
      ) : (
        <>
          {text('title', true)}
          <Textarea
            label={say('field.text')}
            required
            minRows={4}
            value={draft.text}
            onChange={(event) => onChange({ text: event.currentTarget.value })}
          />
        </>
      )}
      <Pair>
        {text('document')}
        {text('section')}
        {text('paragraph')}
        {text('page')}
      </Pair>
      <Checkbox
        label={say('field.sourceVerified')}
        description={say('source.verified-hint')}
        checked={draft.sourceVerified}
        onChange={(event) => onChange({ sourceVerified: event.currentTarget.checked })}
      />
      <Pair>
        {text('addressee')}
        <Select
          label={say('field.criticality')}
          clearable
          value={draft.criticality}
          onChange={(criticality) => onChange({ criticality: criticality })}
          data={criticalities.map((word) => ({ value: word, label: say(wordOf('criticality', word)) }))}
        />
        <Select
          label={say('field.language')}
          allowDeselect={false}
          value={draft.language}
          onChange={(language) => language && onChange({ language })}
          data={languages.map((word) => ({ value: word, label: say(wordOf('language', word)) }))}
        />
        <TagsInput
          label={say('field.themes')}
          value={draft.themes}
          onChange={(themes) => onChange({ themes })}
        />
      </Pair>
    </>
  );
}
