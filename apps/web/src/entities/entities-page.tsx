import { Button } from '@mantine/core';
import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { EntityView } from '#contracts';
import peopleCss from '../people/people.module.css';
import { useGate } from '../session/use-gate.js';
import { Empty } from '../ui/empty.js';
import { Failure } from '../ui/failure.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Loading } from '../ui/loading.js';
import { Code } from '../ui/mark.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords, wordOf } from '../words/use-words.js';
import { EntityDialog } from './entity-dialog.js';
import { useEntities } from './use-entities.js';

/** The tree of departments, funds, missions and offices. */
export function EntitiesPage() {
  const say = useWords();
  const gateOf = useGate();
  const { rows, isPending, error, again } = useEntities();
  const [editing, setEditing] = useState<EntityView | 'new' | null>(null);
  return (
    <Page
      title={say('entities.title')}
      lead={say('entities.lead')}
      acts={
        <GuardedButton
          gate={gateOf({ name: 'entity.create' }, {})}
          leftSection={<IconPlus size={16} />}
          onClick={() => setEditing('new')}
        >
          {say('entities.add')}
        </GuardedButton>
      }
    >
      <Panel title={say('entities.tree')} count={rows.length} isFlush>
        {isPending && <Loading />}
        {error && rows.length === 0 && <Failure error={error} again={again} />}
        {!isPending && !error && rows.length === 0 && (
          <Empty title={say('entities.none')} icon={<IconBuilding size={22} />} />
        )}
        <Branch rows={rows} parentId={null} onEdit={setEditing} />
      </Panel>
      {editing && (
        <EntityDialog entity={editing === 'new' ? undefined : editing} onClose={() => setEditing(null)} />
      )}
    </Page>
  );
}

interface BranchProps {
  rows: EntityView[];
  parentId: string | null;
  onEdit: (entity: EntityView) => void;
}

function Branch({ rows, parentId, onEdit }: BranchProps) {
  const say = useWords();
  const gateOf = useGate();
  const here = rows.filter((row) => row.parentId === parentId);
  if (here.length === 0) return null;
  return (
    <ul className={peopleCss.tree}>
      {here.map((entity) => (
        <li key={entity.id}>
          <div className={peopleCss.entity}>
            <span>
              <bdi>{entity.name}</bdi> {entity.acronym && <Code>{entity.acronym}</Code>}{' '}
              <span className="soft small">{say(wordOf('entity-kind', entity.kind))}</span>
            </span>
            {gateOf({ name: 'entity.change' }, { entity }).isShown && (
              <Button
                size="compact-xs"
                variant="subtle"
                aria-label={say('entities.change-what', { name: entity.name })}
                onClick={() => onEdit(entity)}
              >
                {say('entities.change')}
              </Button>
            )}
          </div>
          <Branch rows={rows} parentId={entity.id} onEdit={onEdit} />
        </li>
      ))}
    </ul>
  );
}
