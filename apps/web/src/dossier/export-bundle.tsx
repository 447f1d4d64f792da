import { Button, Menu, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconPackageExport } from '@tabler/icons-react';
import { routes } from '#contracts';
import { mayEver } from '#permissions';
import { useAsOf } from '../past/use-as-of.js';
import { useAnswer } from '../request/ask.js';
import { addressOf } from '../request/request.js';
import { useActor } from '../session/use-me.js';
import { useWords } from '../words/use-words.js';

interface Props {
  recommendationId?: string;
  reviewId?: string;
}

/** Where a bundle of the history is downloaded: of a recommendation, of a review, or of everything in scope. */
const bundleAddress = (of: Props): string => addressOf(routes.bundle.path, { ...of });

/**
 * The history as a file that anybody can verify alone; one click for what one looks at, a menu for more. Not there for
 * whoever reads no history; off, with the reason, where there is nothing to export or one looks at the past.
 */
export function ExportBundle({ recommendationId, reviewId }: Props) {
  const say = useWords();
  const mayRead = mayEver(useActor(), 'read', 'history');
  const isPast = useAsOf() !== undefined;
  const { data: log } = useAnswer('logStatus', {}, mayRead);
  const first = recommendationId ? { recommendationId } : reviewId ? { reviewId } : {};
  const look = { variant: 'default', leftSection: <IconPackageExport size={17} /> } as const;
  if (!mayRead) return null;
  const reason = isPast ? 'bundle.not-past' : log && !log.checkpoint ? 'bundle.not-yet' : null;
  if (reason) {
    return (
      <Tooltip label={say(reason)}>
        <Button {...look} data-disabled aria-disabled onClick={(event) => event.preventDefault()}>
          {say('bundle.export')}
          <VisuallyHidden>. {say(reason)}</VisuallyHidden>
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
            {say(recommendationId ? 'bundle.review' : 'bundle.this-review')}
          </Menu.Item>
        )}
        <Menu.Item component="a" href={bundleAddress({})} download>
          {say('bundle.everything')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
