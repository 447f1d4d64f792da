import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import type { ActionView, RecommendationView } from '#contracts';
import { QuickCommand } from '../request/quick-command.js';
import { ReasonDialog } from '../request/reason-dialog.js';
import { useGate } from '../session/use-gate.js';
import { useWords } from '../words/use-words.js';
import { ActionForm } from './action-form.js';

type Doing = 'complete' | 'drop' | 'change' | null;
interface Props {
  action: ActionView;
  recommendation: RecommendationView;
}

/** What one may do about an action: the next step as a button, the rest behind a menu. */
export function ActionActs({ action, recommendation }: Props) {
  const say = useWords();
  const gateOf = useGate();
  const [doing, setDoing] = useState<Doing>(null);
  const isRunning = action.state === 'planned' || action.state === 'in_progress';
  if (!isRunning || !gateOf({ name: 'action.change' }, { action, recommendation }).isShown) return null;
  const close = () => setDoing(null);
  return (
    <>
      {action.state === 'planned' ? (
        <QuickCommand
          name="action.start"
          target={action}
          input={{}}
          word={say('action.start')}
          size="compact-sm"
          variant="light"
        />
      ) : (
        <Button size="compact-sm" variant="light" onClick={() => setDoing('complete')}>
          {say('action.complete')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray.7"
            aria-label={say('action.more', { title: action.title })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDoing('change')}>{say('action.change')}</Menu.Item>
          {action.state === 'planned' && (
            <Menu.Item onClick={() => setDoing('complete')}>{say('action.complete')}</Menu.Item>
          )}
          <Menu.Item onClick={() => setDoing('drop')}>{say('action.drop')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {doing === 'complete' && (
        <ReasonDialog
          name="action.complete"
          target={action}
          title={say('action.complete')}
          label={say('action.narrative')}
          inputOf={(narrative) => ({ narrative })}
          onClose={close}
        />
      )}
      {doing === 'drop' && (
        <ReasonDialog
          name="action.drop"
          target={action}
          title={say('action.drop')}
          inputOf={(reason) => ({ reason })}
          onClose={close}
        />
      )}
      {doing === 'change' && <ActionForm recommendation={recommendation} action={action} onClose={close} />}
    </>
  );
}
