import { Link } from '@tanstack/react-router';
import type { ProposalView } from '#contracts';
import { Code, Mark } from '../ui/mark.js';
import { proposalTone } from '../ui/tones.js';
import { useDates } from '../words/use-dates.js';
import { useWords, wordOf } from '../words/use-words.js';
import { ChangeWords } from './change-words.js';
import css from './proposals.module.css';

interface Props {
  proposal: ProposalView;
  /** Names the recommendation; needless on its own page. */
  isWide?: boolean;
}

/** A proposal in a list: what is asked for, of which recommendation, by whom and since when. */
export function ProposalRow({ proposal, isWide = true }: Props) {
  const say = useWords();
  const dates = useDates();
  const { recommendation, proposedBy, change, state, createdAt, decisions, approvalsNeeded } = proposal;
  const given = decisions.filter(({ outcome }) => outcome === 'approved').length;
  return (
    <li className={css.row}>
      <div>
        <Link className={css.what} to="/proposals/$id" params={{ id: proposal.id }}>
          <ChangeWords change={change} />
        </Link>
        {isWide && (
          <p>
            <Code>{recommendation.code}</Code> <bdi>{recommendation.title}</bdi>
          </p>
        )}
        <div className={css.meta}>
          <span>{say('proposal.by', { name: proposedBy.name, ago: dates.ago(createdAt) })}</span>
          {recommendation.leadEntity && (
            <bdi>{recommendation.leadEntity.acronym ?? recommendation.leadEntity.name}</bdi>
          )}
          {approvalsNeeded > 1 && (
            <span>{say('proposal.approvals', { given, needed: approvalsNeeded })}</span>
          )}
        </div>
      </div>
      <Mark tone={proposalTone(state)}>{say(wordOf('proposal-state', state))}</Mark>
    </li>
  );
}
