import type { InstallationView } from '#contracts';
import { NotThere } from '../app/not-there.js';
import { useAnswer } from '../request/ask.js';
import { useGate } from '../session/use-gate.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { Page } from '../ui/page.js';
import { Panel } from '../ui/panel.js';
import { useWords } from '../words/use-words.js';
import { SettingsForm } from './settings-form.js';

/** How the installation is set, for those who set it. */
export function InstallationPage() {
  const say = useWords();
  const gate = useGate()({ name: 'installation.change' }, {});
  const { data, error, refetch } = useAnswer('getInstallation', {}, gate.isShown);
  if (!gate.isShown) return <NotThere />;
  return (
    <Page title={say('installation.title')} lead={say('installation.lead')}>
      {error && <Failure error={error} again={() => void refetch()} />}
      {!data && !error && <Loading lines={8} />}
      {data && <Settings installation={data} />}
    </Page>
  );
}

function Settings({ installation }: { installation: InstallationView }) {
  const say = useWords();
  return (
    <Panel title={say('installation.settings')}>
      {/* Drawn anew when somebody else changed it: what is typed is kept as a draft. */}
      <SettingsForm key={installation.version} installation={installation} />
    </Panel>
  );
}
