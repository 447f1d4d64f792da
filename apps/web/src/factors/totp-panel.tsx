import { Button } from '@mantine/core';
import { useState } from 'react';
import { OneTimeCode, routes, type FactorsView, type TotpEnrolment } from '#contracts';
import { request } from '../request/request.js';
import { Dialog } from '../ui/dialog.js';
import form from '../ui/form.module.css';
import { Panel } from '../ui/panel.js';
import { QrCode } from '../ui/qr-code.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import { CodeField } from './code-field.js';
import css from './factors.module.css';
import { useChange } from './use-change.js';

interface Props {
  factors: FactorsView;
  onCodes: (codes: string[] | null) => void;
}

/** The authenticator app of the signed-in person. */
export function TotpPanel({ factors: { totpSince, isTotpOffered }, onCodes }: Props) {
  const say = useWords();
  const dates = useDates();
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const begin = useChange(
    () => request('POST', routes.beginTotp.path, { view: routes.beginTotp.answer }),
    setEnrolment,
  );
  const remove = useChange(() => request('DELETE', routes.removeTotp.path));
  return (
    <Panel title={say('factor.totp')}>
      <div className={css.stack}>
        <p>{totpSince ? say('totp.since', { day: dates.day(totpSince) }) : say('totp.none')}</p>
        {!isTotpOffered && <p className="soft">{say('totp.not-offered')}</p>}
        <div className={css.acts}>
          {isTotpOffered && (
            <Button
              variant={totpSince ? 'default' : 'filled'}
              loading={begin.isPending}
              onClick={() => begin.mutate(undefined)}
            >
              {say(totpSince ? 'totp.replace' : 'totp.set-up')}
            </Button>
          )}
          {totpSince && (
            <Button
              variant="outline"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate(undefined)}
            >
              {say('factors.remove')}
            </Button>
          )}
        </div>
      </div>
      {enrolment && (
        <EnrolmentDialog
          enrolment={enrolment}
          onClose={() => setEnrolment(null)}
          onDone={(codes) => {
            setEnrolment(null);
            onCodes(codes);
          }}
        />
      )}
    </Panel>
  );
}

interface EnrolmentProps {
  enrolment: TotpEnrolment;
  onClose: () => void;
  onDone: (codes: string[] | null) => void;
}

/** Takes the secret over to the app, and its first code back. */
function EnrolmentDialog({ enrolment: { secret, uri }, onClose, onDone }: EnrolmentProps) {
  const say = useWords();
  const [code, setCode] = useState('');
  const confirm = useChange(
    () => request('PUT', routes.confirmTotp.path, { input: { code }, view: routes.confirmTotp.answer }),
    ({ recoveryCodes }) => onDone(recoveryCodes),
  );
  const isReady = OneTimeCode.safeParse(code).success;
  return (
    <Dialog title={say('totp.set-up')} onClose={onClose} size="md">
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !confirm.isPending) confirm.mutate(undefined);
        }}
      >
        <p>{say('totp.scan')}</p>
        <QrCode className={css.qr} text={uri} label={say('totp.qr')} />
        <p>{say('totp.type')}</p>
        <p className={css.secret} dir="ltr">
          {secret}
        </p>
        <CodeField label={say('totp.first-code')} value={code} onChange={setCode} />
        <div className={form.foot}>
          <Button variant="default" onClick={onClose}>
            {say('ui.cancel')}
          </Button>
          <Button type="submit" loading={confirm.isPending} disabled={!isReady}>
            {say('totp.confirm')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
