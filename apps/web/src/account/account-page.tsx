import { FactorsPanels } from '../factors/factors-panels.js';
import { Halves, Page, Stacked } from '../ui/page.js';
import { OwnSignOnPanel } from '../sign-on/own-sign-on-panel.js';
import { useWords } from '../words/use-words.js';
import { PasswordPanel } from './password-panel.js';
import { OwnSessionsPanel } from './sessions-panel.js';
import { SignInsPanel } from './sign-ins-panel.js';
import { OwnTokensPanel } from './tokens-panel.js';

/** One's own account: how one shows who one is, and what is open of it. A panel each. */
export function AccountPage() {
  const say = useWords();
  return (
    <Page title={say('account.title')} lead={say('account.lead')}>
      <Halves>
        <Stacked>
          <PasswordPanel />
          <FactorsPanels />
          <OwnSignOnPanel />
          <OwnTokensPanel />
        </Stacked>
        <Stacked>
          <OwnSessionsPanel />
          <SignInsPanel />
        </Stacked>
      </Halves>
    </Page>
  );
}
