import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { routes } from '#contracts';
import { request } from '../request/request.js';
import { useMe } from '../session/use-me.js';
import { Notice } from '../ui/notice.js';
import { tellFault } from '../ui/tell.js';
import { useDates } from '../words/use-dates.js';
import { useFault } from '../words/use-fault.js';
import { useWords } from '../words/use-words.js';
import css from './factors.module.css';

/** Tells whose factors an administrator took away, until they have seen it. */
export function ResetNotice() {
  const say = useWords();
  const dates = useDates();
  const fault = useFault();
  const cache = useQueryClient();
  const { factorsResetAt } = useMe();
  const seen = useMutation({
    mutationFn: () => request('DELETE', routes.forgetFactorReset.path),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['me'] }),
    onError: (error) => tellFault(fault(error)),
  });
  if (factorsResetAt === null) return null;
  return (
    <Notice title={say('factor-reset.title')}>
      <p>{say('factor-reset.hint', { time: dates.time(factorsResetAt) })}</p>
      <div className={css.acts}>
        <Button component={Link} to="/account/factors" size="sm" variant="default">
          {say('factors.title')}
        </Button>
        <Button size="sm" loading={seen.isPending} onClick={() => seen.mutate()}>
          {say('factor-reset.seen')}
        </Button>
      </div>
    </Notice>
  );
}
