import { IconGavel } from '@tabler/icons-react';
import { useRows, type Query } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { RowList } from '../ui/row-list.js';
import { ProposalRow } from './proposal-row.js';

interface Props {
  query: Query<'listProposals'>;
  empty: { title: string; hint?: string; isSlim?: boolean };
}

export function ProposalsList({ query, empty }: Props) {
  const list = useRows('listProposals', query);
  return (
    <RowList list={list} empty={<Empty {...empty} icon={<IconGavel size={22} />} />}>
      {(rows) => (
        <ul>
          {rows.map((proposal) => (
            <ProposalRow key={proposal.id} proposal={proposal} />
          ))}
        </ul>
      )}
    </RowList>
  );
}
