import { Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { routes } from '#contracts';
import { askOptions, useAnswer } from '../request/ask.js';
import { request } from '../request/request.js';
import { tellFault } from '../ui/tell.js';
import { useDates } from '../words/use-dates.js';
import { useFault } from '../words/use-fault.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './integrity.module.css';

/** The switch for the daily mail with the newest checkpoint, and how the last one stands. */
export function CheckpointMailSwitch({ isMailOff }: { isMailOff: boolean }) {
  const say = useWords();
  const dates = useDates();
  const fault = useFault();
  const cache = useQueryClient();
  const { data: mail } = useAnswer('checkpointMail');
  const change = useMutation({
    mutationFn: (isWanted: boolean) => {
      const { method, path, answer } = isWanted ? routes.subscribeCheckpoint : routes.unsubscribeCheckpoint;
      return request(method, path, { view: answer });
    },
    onSuccess: (answer) => cache.setQueryData(askOptions('checkpointMail').queryKey, answer),
    onError: (error) => tellFault(fault(error)),
  });
  if (!mail) return null;
  return (
    <div className={css.mail}>
      <Switch
        label={say('checkpoint-mail.switch')}
        description={say(isMailOff ? 'checkpoint-mail.off' : 'checkpoint-mail.hint')}
        checked={change.isPending ? change.variables : mail.isSubscribed}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate(currentTarget.checked)}
      />
      {mail.last && (
        <p className="small soft">
          {say('checkpoint-mail.last', {
            day: dates.day(mail.last.day),
            state: say(wordOf('mail-state', mail.last.state)),
          })}
        </p>
      )}
    </div>
  );
}
