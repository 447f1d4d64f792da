import { Button, FileButton, Input } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useId, useState, type DragEvent } from 'react';
import { evidenceSizeMax } from '#contracts';
import { useWords } from '../words/use-words.js';
import { useSize } from './use-size.js';
import css from './evidence.module.css';

interface Props {
  file: File | null;
  onFile: (file: File | null) => void;
  error?: string;
}

/** Takes one file, dropped or chosen, and says at once what would be refused for its size. */
export function FileDrop({ file, onFile, error }: Props) {
  const say = useWords();
  const size = useSize();
  const hint = useId();
  const [isOver, setOver] = useState(false);
  const fault = file && faultOf(file);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0] ?? null);
  };
  return (
    <Input.Wrapper
      label={say('evidence.file')}
      labelElement="div"
      required
      error={fault ? say(fault) : error}
    >
      <div
        className={`${css.drop} ${isOver ? css.isOver : ''}`}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={26} aria-hidden />
        <p aria-live="polite">
          {file ? (
            <>
              <bdi>{file.name}</bdi> <span className="soft">({size(file.size)})</span>
            </>
          ) : (
            say('evidence.drop')
          )}
        </p>
        <FileButton onChange={onFile}>
          {(props) => (
            <Button {...props} variant="default" size="sm" aria-describedby={hint}>
              {say(file ? 'evidence.choose-other' : 'evidence.choose')}
            </Button>
          )}
        </FileButton>
        <p id={hint} className="soft small">
          {say('evidence.limit', { size: size(evidenceSizeMax) })}
        </p>
      </div>
    </Input.Wrapper>
  );
}

/** What the server would refuse a file for that can be told before it is sent. */
export function faultOf(file: File): 'problem.file-too-large' | 'problem.file-empty' | null {
  if (file.size > evidenceSizeMax) return 'problem.file-too-large';
  return file.size === 0 ? 'problem.file-empty' : null;
}
