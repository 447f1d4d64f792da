import { Button, FileButton } from '@mantine/core';
import { useId, useState, type DragEvent, type ReactNode } from 'react';
import { useSize } from '../words/use-size.js';
import { useWords } from '../words/use-words.js';
import css from './file-drop.module.css';

interface Props {
  file: File | null;
  onFile: (file: File | null) => void;
  icon: ReactNode;
  /** Said as long as there is no file. */
  invitation: string;
  /** Said below the button, whether there is a file or not. */
  hint: string;
  /** Where the file is what the page is about. */
  isLarge?: boolean;
}

/** Takes one file, dropped or chosen. */
export function FileDrop({ file, onFile, icon, invitation, hint, isLarge = false }: Props) {
  const say = useWords();
  const size = useSize();
  const hintId = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    <div
      className={[css.drop, isLarge && css.isLarge, isOver && css.isOver].filter(Boolean).join(' ')}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {icon}
      <p aria-live="polite">
        {file ? (
          <>
            <bdi>{file.name}</bdi> <span className="soft">({size(file.size)})</span>
          </>
        ) : (
          invitation
        )}
      </p>
      <FileButton onChange={onFile}>
        {(props) => (
          <Button {...props} variant={isLarge ? 'filled' : 'default'} aria-describedby={hintId}>
            {say(file ? 'evidence.choose-other' : 'evidence.choose')}
          </Button>
        )}
      </FileButton>
      <p id={hintId} className="soft small">
        {hint}
      </p>
    </div>
  );
}
