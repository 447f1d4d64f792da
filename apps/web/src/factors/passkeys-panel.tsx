import { browserSupportsWebAuthn } from '@simplewebauthn/browser';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { routes, type FactorsView, type PasskeyView } from '#contracts';
import { request } from '../request/request.js';
import { Dialog } from '../ui/dialog.js';
import form from '../ui/form.module.css';
import { Panel } from '../ui/panel.js';
import { useDates } from '../words/use-dates.js';
import { useWords } from '../words/use-words.js';
import css from './factors.module.css';
import { makePasskeyFor } from './passkey.js';
import { useChange } from './use-change.js';

interface Props {
  factors: FactorsView;
  onCodes: (codes: string[] | null) => void;
}

/** The passkeys of the signed-in person. */
export function PasskeysPanel({ factors: { passkeys }, onCodes }: Props) {
  const say = useWords();
  const [naming, setNaming] = useState<PasskeyView | 'new' | null>(null);
  const isAble = browserSupportsWebAuthn();
  return (
    <Panel title={say('passkeys.title')} count={passkeys.length}>
      <div className={css.stack}>
        <p>{say(isAble ? 'passkeys.hint' : 'passkeys.not-here')}</p>
        {passkeys.length > 0 && (
          <ul className={css.rows}>
            {passkeys.map((passkey) => (
              <PasskeyRow key={passkey.id} passkey={passkey} onRename={() => setNaming(passkey)} />
            ))}
          </ul>
        )}
        {isAble && (
          <Button variant={passkeys.length > 0 ? 'default' : 'filled'} onClick={() => setNaming('new')}>
            {say('passkeys.add')}
          </Button>
        )}
      </div>
      {naming && (
        <NameDialog
          passkey={naming === 'new' ? null : naming}
          onClose={() => setNaming(null)}
          onCodes={onCodes}
        />
      )}
    </Panel>
  );
}

function PasskeyRow({ passkey, onRename }: { passkey: PasskeyView; onRename: () => void }) {
  const say = useWords();
  const dates = useDates();
  const remove = useChange(() => request('DELETE', routes.removePasskey.path.replace(':id', passkey.id)));
  return (
    <li className={css.row}>
      <div>
        <bdi>{passkey.name}</bdi>
        <div className="small soft">
          {passkey.lastUsedAt
            ? say('passkeys.used', { time: dates.time(passkey.lastUsedAt) })
            : say('passkeys.made', { time: dates.time(passkey.createdAt) })}
        </div>
      </div>
      <div className={css.acts}>
        <Button
          size="xs"
          variant="default"
          onClick={onRename}
          aria-label={`${say('passkeys.rename')}: ${passkey.name}`}
        >
          {say('passkeys.rename')}
        </Button>
        <Button
          size="xs"
          variant="outline"
          color="red"
          loading={remove.isPending}
          onClick={() => remove.mutate(undefined)}
          aria-label={`${say('factors.remove')}: ${passkey.name}`}
        >
          {say('factors.remove')}
        </Button>
      </div>
    </li>
  );
}

interface NameProps {
  passkey: PasskeyView | null;
  onClose: () => void;
  onCodes: (codes: string[] | null) => void;
}

/** Names a new passkey and makes it, or names one that there is anew. */
function NameDialog({ passkey, onClose, onCodes }: NameProps) {
  const say = useWords();
  const [name, setName] = useState(passkey?.name ?? '');
  const done = (codes: string[] | null) => {
    onClose();
    onCodes(codes);
  };
  const add = useChange(addPasskey, done);
  const rename = useChange(
    (input: { name: string }) =>
      request('PUT', routes.renamePasskey.path.replace(':id', passkey?.id ?? ''), { input }),
    onClose,
  );
  const change = passkey ? rename : add;
  const given = name.trim();
  return (
    <Dialog title={say(passkey ? 'passkeys.rename' : 'passkeys.add')} onClose={onClose} size="md">
      <form
        className={form.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (given && !change.isPending) change.mutate({ name: given });
        }}
      >
        <TextInput
          data-autofocus
          label={say('passkeys.name')}
          description={say('passkeys.name-hint')}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <div className={form.foot}>
          <Button variant="default" onClick={onClose}>
            {say('ui.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={!given}>
            {say(passkey ? 'ui.save' : 'passkeys.add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

async function addPasskey({ name }: { name: string }): Promise<string[] | null> {
  const { askNewPasskey, addPasskey: add } = routes;
  const options = await request('POST', askNewPasskey.path, { view: askNewPasskey.answer });
  const passkey = await makePasskeyFor(options);
  return (await request('POST', add.path, { input: { name, passkey }, view: add.answer })).recoveryCodes;
}
