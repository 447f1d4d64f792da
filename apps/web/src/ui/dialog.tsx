import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useWords } from '../words/use-words.js';

interface Props {
  title: ReactNode;
  onClose: () => void;
  size?: string;
  children: ReactNode;
}

/** A dialog that is drawn only while it is open, so that what it pins is pinned when it opens. */
export function Dialog({ title, onClose, size = 'lg', children }: Props) {
  const say = useWords();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': say('ui.close') }}
    >
      {children}
    </Modal>
  );
}
