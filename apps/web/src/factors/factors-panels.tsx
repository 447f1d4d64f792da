import { Button } from '@mantine/core';
import { useState } from 'react';
import { routes, type FactorsView } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { request } from '../request/request.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';
import { CodesDialog } from './codes-dialog.js';
import css from './factors.module.css';
import { PasskeysPanel } from './passkeys-panel.js';
import { TotpPanel } from './totp-panel.js';
import { useChange } from './use-change.js';

/** One's own second factors, a panel each. `onCodesKept` is told when recovery codes were shown and put away. */
export function FactorsPanels({ onCodesKept }: { onCodesKept?: () => void }) {
  const { data, error, refetch } = useAnswer('myFactors');
  const [codes, setCodes] = useState<string[] | null>(null);
  if (error) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={6} />;
  const came = (fresh: string[] | null) => (fresh ? setCodes(fresh) : onCodesKept?.());
  return (
    <>
      <TotpPanel factors={data} onCodes={came} />
      <PasskeysPanel factors={data} onCodes={came} />
      <RecoveryPanel factors={data} onCodes={came} />
      {codes && (
        <CodesDialog
          codes={codes}
          onClose={() => {
            setCodes(null);
            onCodesKept?.();
          }}
        />
      )}
    </>
  );
}

function RecoveryPanel({
  factors: { totpSince, passkeys, recoveryCodesLeft },
  onCodes,
}: {
  factors: FactorsView;
  onCodes: (codes: string[] | null) => void;
}) {
  const say = useWords();
  const renew = useChange(
    () => request('POST', routes.renewRecoveryCodes.path, { view: routes.renewRecoveryCodes.answer }),
    ({ recoveryCodes }) => onCodes(recoveryCodes),
  );
  if (!totpSince && passkeys.length === 0) return null;
  return (
    <Panel title={say('factor.recovery-code')} count={recoveryCodesLeft}>
      <div className={css.stack}>
        <p>{say('recovery.left', { count: recoveryCodesLeft })}</p>
        <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate(undefined)}>
          {say('recovery.renew')}
        </Button>
      </div>
    </Panel>
  );
}
