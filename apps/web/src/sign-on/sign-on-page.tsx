import { mayEver } from '#permissions';
import { NotThere } from '../app/not-there.js';
import { useAnswer } from '../request/ask.js';
import { useActor } from '../session/use-me.js';
import { Loading } from '../ui/loading.js';
import { Notice } from '../ui/notice.js';
import { Page, Stacked } from '../ui/page.js';
import { useWords } from '../words/use-words.js';
import { DirectoryPanel } from './directory-panel.js';
import { IdentitiesPanel } from './identities-panel.js';
import { MappingsPanel } from './mappings-panel.js';
import { SetupPanel } from './setup-panel.js';

/** Single sign-on, for its keepers: how it is set up, what its groups bring, and who came in by it. */
export function SignOnPage() {
  const say = useWords();
  const actor = useActor();
  const isOpen = mayEver(actor, 'read', 'mapping');
  const { data } = useAnswer('signOnState', {}, isOpen);
  if (!isOpen) return <NotThere />;
  return (
    <Page title={say('sign-on.title')} lead={say('sign-on.lead')}>
      <Stacked>
        {!data && <Loading lines={4} />}
        {data && !data.setup && (
          <Notice tone="waiting" title={say('sign-on.off')}>
            <p>{say('sign-on.off-hint')}</p>
          </Notice>
        )}
        {data?.setup && <SetupPanel setup={data.setup} />}
        <MappingsPanel />
        {data?.setup && <DirectoryPanel address={data.setup.directoryAddress} />}
        {data?.setup && <IdentitiesPanel />}
      </Stacked>
    </Page>
  );
}
