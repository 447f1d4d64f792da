import { Menu, ActionIcon } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { EvidenceView, RecommendationView } from '#contracts';
import { useRows } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { Dialog } from '../ui/dialog.js';
import { Empty } from '../ui/empty.js';
import { GuardedButton } from '../ui/guarded-button.js';
import { Panel } from '../ui/panel.js';
import { RowList } from '../ui/row-list.js';
import { useWords } from '../words/use-words.js';
import { AddEvidence } from './add-evidence.js';
import { EvidenceRow } from './evidence-row.js';
import { ReplaceEvidence } from './replace-evidence.js';
import { WithdrawEvidence } from './withdraw-evidence.js';
import css from './evidence.module.css';

/** The evidence of a recommendation, and the ways to add to it. */
export function EvidencePanel({ recommendation }: { recommendation: RecommendationView }) {
  const say = useWords();
  const gateOf = useGate();
  const [isAdding, setAdding] = useState(false);
  const list = useRows('listEvidence', { recommendationId: recommendation.id });
  const mayAdd = gateOf({ name: 'evidence.add-file' }, { recommendation });
  return (
    <Panel
      title={say('evidence.title')}
      isFlush
      acts={
        <GuardedButton
          gate={mayAdd}
          size="xs"
          leftSection={<IconPlus size={15} />}
          onClick={() => setAdding(true)}
        >
          {say('evidence.add')}
        </GuardedButton>
      }
    >
      <RowList list={list} empty={<Empty title={say('evidence.empty')} hint={say('evidence.empty-hint')} />}>
        {(rows) => (
          <ul className={css.rows}>
            {rows.map((item) => (
              <EvidenceRow
                key={item.id}
                item={item}
                acts={<EvidenceMenu item={item} recommendation={recommendation} />}
              />
            ))}
          </ul>
        )}
      </RowList>
      {isAdding && (
        <Dialog title={say('evidence.add')} onClose={() => setAdding(false)}>
          <AddEvidence
            recommendationId={recommendation.id}
            onDone={() => setAdding(false)}
            onCancel={() => setAdding(false)}
          />
        </Dialog>
      )}
    </Panel>
  );
}

function EvidenceMenu({ item, recommendation }: { item: EvidenceView; recommendation: RecommendationView }) {
  const say = useWords();
  const gateOf = useGate();
  const [doing, setDoing] = useState<'replace' | 'withdraw' | null>(null);
  const may = (name: 'evidence.replace' | 'evidence.withdraw') => {
    const gate = gateOf({ name }, { evidence: item, recommendation });
    return gate.isShown && !gate.refusal && item.state === 'current';
  };
  const canReplace = may('evidence.replace') && item.kind === 'file';
  const canWithdraw = may('evidence.withdraw');
  if (!canReplace && !canWithdraw) return null;
  const close = () => setDoing(null);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray.7"
            aria-label={say('evidence.more', { title: item.title })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {canReplace && <Menu.Item onClick={() => setDoing('replace')}>{say('evidence.replace')}</Menu.Item>}
          {canWithdraw && (
            <Menu.Item onClick={() => setDoing('withdraw')}>{say('evidence.withdraw')}</Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {doing === 'replace' && <ReplaceEvidence item={item} onClose={close} />}
      {doing === 'withdraw' && <WithdrawEvidence item={item} onClose={close} />}
    </>
  );
}
