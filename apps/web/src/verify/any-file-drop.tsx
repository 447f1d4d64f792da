import { Button, FileButton } from '@mantine/core';
import { IconFileCheck } from '@tabler/icons-react';
import { useId, useState, type DragEvent } from 'react';
import { useSize } from '../evidence/use-size.js';
import { useWords } from '../words/use-words.js';
import css from './verify.module.css';

/** Takes the file that is to be verified, of any size: it is read here and sent nowhere. */
export function AnyFileDrop({ file, onFile }: { file: File | null; onFile: (file: File | null) => void }) {
  const say = useWords();
  const size = useSize();
  const hint = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    <div
      className={`${css.drop} ${isOver ? css.isOver : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <IconFileCheck size={34} aria-hidden />
      <p aria-live="polite">
        {file ? (
          <>
            <bdi>{file.name}</bdi> <span className="soft">({size(file.size)})</span>
          </>
        ) : (
          say('verify.drop')
        )}
      </p>
      <FileButton onChange={onFile}>
        {(props) => (
          <Button {...props} aria-describedby={hint}>
            {say(file ? 'evidence.choose-other' : 'evidence.choose')}
          </Button>
        )}
      </FileButton>
      <p id={hint} className="soft small">
        {say('verify.stays')}
      </p>
    </div>
  );
}
