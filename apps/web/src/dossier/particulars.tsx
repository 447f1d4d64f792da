import { Link } from '@tanstack/react-router';
import type { RecommendationView } from '#contracts';
import { citationText } from '../history/field-value.js';
import { Due } from '../recommendations/marks.js';
import { Code } from '../ui/mark.js';
import { Panel } from '../ui/panel.js';
import { Said } from '../ui/said.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './dossier.module.css';
import { Fact } from './parts.js';

/** What the recommendation says, where it comes from, and who answers for it. */
export function Particulars({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const dates = useDates();
  const { text, citation, leadEntity, owner, criticality, themes } = recommendation;
  const none = <span className="soft">{say('ui.none')}</span>;
  return (
    <Panel title={say('dossier.particulars')}>
      <p className="prose" dir="auto">
        <Said text={text} />
      </p>
      <dl className={css.facts}>
        <Fact label={say('object.review')}>
          <Link to="/reviews/$id" params={{ id: recommendation.reviewId }}>
            <bdi>{recommendation.reviewTitle}</bdi>
          </Link>
        </Fact>
        <Fact label={say('field.code')}>
          <Code>{recommendation.code}</Code> · {say('evidence.version', { version: recommendation.version })}
        </Fact>
        <Fact label={say('field.citation')}>
          {citation ? <bdi>{citationText(citation)}</bdi> : none} ·{' '}
          {say(recommendation.sourceVerified ? 'source.verified' : 'source.unverified')}
        </Fact>
        <Fact label={say('field.addressee')}>
          {recommendation.addressee ? <bdi>{recommendation.addressee}</bdi> : none}
        </Fact>
        <Fact label={say('field.criticality')}>
          {say(criticality ? wordOf('criticality', criticality) : 'criticality.none')}
        </Fact>
        <Fact label={say('field.confidentiality')}>
          {say(wordOf('confidentiality', recommendation.confidentiality))}
        </Fact>
        <Fact label={say('field.leadEntityId')}>{leadEntity ? <bdi>{leadEntity.name}</bdi> : none}</Fact>
        <Fact label={say('field.ownerId')}>{owner ? <bdi>{owner.name}</bdi> : none}</Fact>
        <Fact label={say('field.dueDate')}>
          <Due
            date={recommendation.dueDate}
            precision={recommendation.duePrecision}
            isOverdue={recommendation.isOverdue}
          />
          {recommendation.extensionCount > 0 && recommendation.originalDueDate && (
            <span className="soft">
              {' '}
              {say('due.moved', {
                count: recommendation.extensionCount,
                date: dates.day(recommendation.originalDueDate),
              })}
            </span>
          )}
        </Fact>
        {themes.length > 0 && (
          <Fact label={say('field.themes')}>
            <bdi>{themes.join(' · ')}</bdi>
          </Fact>
        )}
      </dl>
    </Panel>
  );
}
