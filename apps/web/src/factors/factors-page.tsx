import { Page, Stacked } from '../ui/page.js';
import { useWords } from '../words/use-words.js';
import { FactorsPanels } from './factors-panels.js';

/** How one shows who one is, beside the password. */
export function FactorsPage() {
  const say = useWords();
  return (
    <Page title={say('factors.title')} lead={say('factors.lead')}>
      <Stacked>
        <FactorsPanels />
      </Stacked>
    </Page>
  );
}
