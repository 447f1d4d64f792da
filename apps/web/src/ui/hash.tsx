import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useWords } from '../words/use-words.js';
import css from './marks.module.css';

/** A hash, short to look at and whole to copy. */
export function Hash({ value, label }: { value: string; label: string }) {
  const say = useWords();
  return (
    <span className={css.hash}>
      <bdi dir="ltr" title={value}>
        {value.slice(0, 12)}…
      </bdi>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? say('ui.copied') : say('ui.copy-whole', { what: label })}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray.7"
              onClick={copy}
              aria-label={copied ? say('ui.copied') : say('ui.copy-whole', { what: label })}
            >
              {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
