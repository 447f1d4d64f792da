import { Select } from '@mantine/core';
import { RecommendationField } from '../recommendations/recommendation-field.js';
import { useAnswer } from '../request/ask.js';
import { DayInput } from '../ui/day-input.js';
import { useWords } from '../words/use-words.js';
import type { AuditSearch } from './audit-search.js';

type HistoryPart = Pick<AuditSearch, 'reviewId' | 'recommendationId' | 'from' | 'to'>;

interface Props {
  search: HistoryPart;
  onChange: (part: HistoryPart) => void;
}

/** The fields for a part of the history: of a review, of a recommendation, between two days. */
export function HistoryPartFields({ search, onChange }: Props) {
  const say = useWords();
  const { data: reviews } = useAnswer('listReviews', { query: { limit: 200 } });
  return (
    <>
      <Select
        label={say('object.review')}
        searchable
        clearable
        value={search.reviewId ?? null}
        onChange={(reviewId) => onChange({ reviewId: reviewId ?? undefined })}
        data={(reviews?.rows ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      />
      <RecommendationField
        label={say('object.recommendation')}
        value={search.recommendationId ?? null}
        onChange={(recommendationId) => onChange({ recommendationId: recommendationId ?? undefined })}
        isClearable
      />
      <DayInput
        label={say('audit.from')}
        clearable
        value={search.from ?? null}
        onChange={(from) => onChange({ from: from ?? undefined })}
      />
      <DayInput
        label={say('audit.to')}
        clearable
        value={search.to ?? null}
        onChange={(to) => onChange({ to: to ?? undefined })}
      />
    </>
  );
}
