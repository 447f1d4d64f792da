import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useWords } from '../words/use-words.js';
import type { CompareSearch } from './past-search.js';

/** The way to the comparison of two times, of a recommendation, a review or everything. */
export function CompareLink({
  recommendationId,
  reviewId,
}: Pick<CompareSearch, 'recommendationId' | 'reviewId'>) {
  const say = useWords();
  return (
    <Button
      renderRoot={(props) => (
        <Link
          {...props}
          to="/compare"
          search={{ recommendationId, reviewId: recommendationId ? undefined : reviewId }}
        />
      )}
      size="xs"
      variant="default"
      leftSection={<IconArrowsDiff size={15} />}
    >
      {say('compare.open')}
    </Button>
  );
}
