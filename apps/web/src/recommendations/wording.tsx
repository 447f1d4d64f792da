import type { RecommendationView } from '#contracts';
import { citationText } from '../history/field-value.js';
import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';
import { SourceMark } from './marks.js';
import css from './facts.module.css';

/** The recommendation's own words, where they stand, and whether they were checked there. */
export function Wording({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const { text, citation, sourceVerified, language } = recommendation;
  return (
    <Panel title={say('wording.title')}>
      <p className={`prose ${css.text}`} lang={language} dir="auto">
        {text}
      </p>
      <div className={css.cite}>
        {citation ? (
          <span>
            {say('wording.source')} <bdi>{citationText(citation)}</bdi>
          </span>
        ) : (
          <span className="soft">{say('wording.no-citation')}</span>
        )}
        <SourceMark isVerified={sourceVerified} />
        {!sourceVerified && <span className="soft">{say('source.unverified-hint')}</span>}
      </div>
    </Panel>
  );
}
