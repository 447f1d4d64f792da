import { Link } from '@tanstack/react-router';
import type { RecommendationView } from '#contracts';
import { Notice } from '../ui/notice.js';
import { useWords } from '../words/use-words.js';

/** Says plainly that a file of the recommendation's evidence is missing or altered. */
export function EvidenceAlarm({
  recommendation: { id, evidenceAlarm },
}: {
  recommendation: RecommendationView;
}) {
  const say = useWords();
  if (!evidenceAlarm) return null;
  return (
    <Notice tone="bad" title={say('evidence.alarm-title')}>
      {say('evidence.alarm-hint')}{' '}
      <Link to="/recommendations/$id" params={{ id }} search={{ tab: 'evidence' }}>
        {say('evidence.alarm-show')}
      </Link>
    </Notice>
  );
}
