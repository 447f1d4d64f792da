import { routes, type Me, type NeedsFactor } from '#contracts';
import { ProveForm } from '../factors/prove-form.js';
import { request } from '../request/request.js';
import { useWords } from '../words/use-words.js';
import { useSignedIn } from './use-me.js';
import css from './sign-in.module.css';

interface Props {
  asked: NeedsFactor;
  onBack: () => void;
}

/** The second step of signing in: a factor beside the password. */
export function SecondStep({ asked: { ticket, ways }, onBack }: Props) {
  const say = useWords();
  const signedIn = useSignedIn();
  return (
    <div className={css.form}>
      <h1>{say('second-step.title')}</h1>
      <p>{say('second-step.hint')}</p>
      <ProveForm<Me>
        ways={ways}
        challenge={() =>
          request('POST', routes.askPasskey.path, { input: { ticket }, view: routes.askPasskey.answer })
        }
        prove={(proof) =>
          request('POST', routes.showFactor.path, {
            input: { ticket, proof },
            view: routes.showFactor.answer,
          })
        }
        onDone={signedIn}
        onCancel={onBack}
        submitWord={say('sign-in.go')}
      />
    </div>
  );
}
