import type { EvidenceView } from '#contracts';
import { useSize } from '../words/use-size.js';
import { useWords } from '../words/use-words.js';

/** What an item of evidence is, in one short line. */
export function useEvidenceLine(): (item: EvidenceView) => string {
  const say = useWords();
  const size = useSize();
  return ({ file, url, version, addedBy }) =>
    [
      file ? `${file.fileName} (${size(file.size)})` : url && new URL(url).hostname,
      say('evidence.version', { version }),
      addedBy.name,
    ]
      .filter(Boolean)
      .join(' · ');
}
