import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { RecommendationView } from '#contracts';
import { Panel } from '../ui/panel.js';
import { Person } from '../ui/person.js';
import { Mark } from '../ui/mark.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { ConfidentialityMark, CriticalityMark, Due } from './marks.js';
import css from './facts.module.css';

interface Props {
  recommendation: RecommendationView;
  acts: ReactNode;
}

/** What stands beside a recommendation: when, who, how weighty, and who may read it. */
export function Facts({ recommendation, acts }: Props) {
  const say = useWords();
  const { leadEntity, owner, addressee, themes, language } = recommendation;
  return (
    <Panel title={say('facts.title')}>
      <dl className={css.facts}>
        <Fact label={say('field.dueDate')}>
          <DueFacts recommendation={recommendation} />
        </Fact>
        <Fact label={say('field.ownerId')}>
          {owner ? <Person name={owner.name} /> : <span className="soft">{say('facts.no-owner')}</span>}
        </Fact>
        <Fact label={say('field.leadEntityId')}>
          {leadEntity ? <bdi>{leadEntity.name}</bdi> : <span className="soft">{say('facts.no-entity')}</span>}
        </Fact>
        <Fact label={say('field.addressee')}>
          {addressee ? <bdi>{addressee}</bdi> : <span className="soft">{say('facts.no-addressee')}</span>}
        </Fact>
        <Fact label={say('field.criticality')}>
          <CriticalityMark criticality={recommendation.criticality} />
        </Fact>
        <Fact label={say('field.confidentiality')}>
          <ConfidentialityMark confidentiality={recommendation.confidentiality} />
        </Fact>
        {themes.length > 0 && (
          <Fact label={say('field.themes')}>
            {themes.map((theme) => (
              <Link key={theme} to="/recommendations" search={{ theme }} style={{ textDecoration: 'none' }}>
                <Mark tone="idle" wraps>
                  <bdi>{theme}</bdi>
                </Mark>
              </Link>
            ))}
          </Fact>
        )}
        <Fact label={say('field.language')}>{say(wordOf('language', language))}</Fact>
      </dl>
      {acts}
    </Panel>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** The date, and where it moved, the first one that was agreed and how often it moved. */
function DueFacts({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const dates = useDates();
  const { dueDate, duePrecision, isOverdue, originalDueDate, extensionCount } = recommendation;
  return (
    <>
      <Due date={dueDate} precision={duePrecision} isOverdue={isOverdue} />
      {extensionCount > 0 && originalDueDate && (
        <span className="soft small">
          {say('due.moved', { count: extensionCount, date: dates.day(originalDueDate) })}
        </span>
      )}
    </>
  );
}
