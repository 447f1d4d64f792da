import { IconUserShare } from '@tabler/icons-react';
import { useRows, type Query } from '../request/ask.js';
import { Empty } from '../ui/empty.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { DelegationRow } from './delegation-row.js';

interface Props {
  query: Query<'listDelegations'>;
}

/** Delegations that the person may know of; new ones arrive by themselves. */
export function DelegationsList({ query }: Props) {
  const say = useWords();
  const list = useRows('listDelegations', query);
  return (
    <RowList
      list={list}
      empty={
        <Empty
          title={say('delegation.none')}
          hint={say('delegation.none-hint')}
          icon={<IconUserShare size={22} />}
        />
      }
    >
      {(rows) => (
        <ul>
          {rows.map((delegation) => (
            <DelegationRow key={delegation.id} delegation={delegation} />
          ))}
        </ul>
      )}
    </RowList>
  );
}
