import { Input } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { evidenceSizeMax } from '#contracts';
import { FileDrop } from '../ui/file-drop.js';
import { useSize } from '../words/use-size.js';
import { useWords } from '../words/use-words.js';

interface Props {
  file: File | null;
  onFile: (file: File | null) => void;
  error?: string;
}

/** Takes the file of an item, and says at once what would be refused for its size. */
export function EvidenceFile({ file, onFile, error }: Props) {
  const say = useWords();
  const size = useSize();
  const fault = file && faultOf(file);
  return (
    <Input.Wrapper
      label={say('evidence.file')}
      labelElement="div"
      required
      error={fault ? say(fault) : error}
    >
      <FileDrop
        file={file}
        onFile={onFile}
        icon={<IconFileUpload size={26} aria-hidden />}
        invitation={say('evidence.drop')}
        hint={say('evidence.limit', { size: size(evidenceSizeMax) })}
      />
    </Input.Wrapper>
  );
}

/** What the server would refuse a file for that can be told before it is sent. */
export function faultOf(file: File): 'problem.file-too-large' | 'problem.file-empty' | null {
  if (file.size > evidenceSizeMax) return 'problem.file-too-large';
  return file.size === 0 ? 'problem.file-empty' : null;
}
