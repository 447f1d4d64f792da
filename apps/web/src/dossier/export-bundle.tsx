import { Button, Menu, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconPackageExport } from '@tabler/icons-react';
import { routes } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { addressOf } from '../request/request.js';
import { useWords } from '../words/use-words.js';

interface Props {
  recommendationId?: string;
  reviewId?: string;
}

/** Where a bundle of the history is downloaded: of a recommendation, of a review, or of everything in scope. */
const bundleAddress = (of: Props): string => addressOf(routes.bundle.path, { ...of });

/** The history as a file that anybody can verify alone; one click for what one looks at, a menu for more. */
export function ExportBundle({ recommendationId, reviewId }: Props) {
  const say = useWords();
  const { data: log } = useAnswer('logStatus');
  const first = recommendationId ? { recommendationId } : reviewId ? { reviewId } : {};
  const look = { variant: 'default', leftSection: <IconPackageExport size={17} /> } as const;
  if (log && !log.checkpoint) {
    return (
      <Tooltip label={say('bundle.not-yet')}>
        <Button {...look} data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
          {say('bundle.export')}
          <VisuallyHidden>. {say('bundle.not-yet')}</VisuallyHidden>
        </Button>
      </Tooltip>
    );
  }
  return (
    <Button.Group>
      <Button {...look} component="a" href={bundleAddress(first)} download>
        {say('bundle.export')}
      </Button>
      {(recommendationId ?? reviewId) && (
        <MoreBundles recommendationId={recommendationId} reviewId={reviewId} />
      )}
    </Button.Group>
  );
}

function MoreBundles({ recommendationId, reviewId }: Props) {
  const say = useWords();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" px="xs" aria-label={say('bundle.choose')}>
          <IconChevronDown size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {recommendationId && (
          <Menu.Item component="a" href={bundleAddress({ recommendationId })} download>
            {say('bundle.recommendation')}
          </Menu.Item>
        )}
        {reviewId && (
          <Menu.Item component="a" href={bundleAddress({ reviewId })} download>
            {say('bundle.review')}
          </Menu.Item>
        )}
        <Menu.Item component="a" href={bundleAddress({})} download>
          {say('bundle.everything')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
