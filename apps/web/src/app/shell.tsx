import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';
import { IconMenu2 } from '@tabler/icons-react';
import { Link, Outlet } from '@tanstack/react-router';
import { EmergencyBanner } from '../emergency/emergency-banner.js';
import { ResetNotice } from '../factors/reset-notice.js';
import { AlarmBanner } from '../integrity/alarm-banner.js';
import { ArrivalNotice } from '../proposals/arrival-notice.js';
import { ShownReceipt } from '../receipt/receipt-dialog.js';
import { AsOfControl } from '../past/as-of-control.js';
import { OnceThere } from '../past/once-there.js';
import { PastBanner } from '../past/past-banner.js';
import { useAsOf } from '../past/use-as-of.js';
import { StepUpDialog } from '../step-up/step-up-dialog.js';
import { useMe } from '../session/use-me.js';
import { useWords } from '../words/use-words.js';
import mark from './mark.svg';
import { LanguageSwitch } from './language-switch.js';
import { LiveMark } from './live-mark.js';
import { Nav } from './nav.js';
import { PersonMenu } from './person-menu.js';
import { SchemeSwitch } from './scheme-switch.js';
import css from './shell.module.css';

/** What stands around every page of somebody who is signed in. */
export function Shell() {
  const say = useWords();
  const [isOpen, { open, close }] = useDisclosure(false);
  const asOf = useAsOf();
  return (
    <div className={css.shell}>
      <a className={css.skip} href="#main">
        {say('nav.skip')}
      </a>
      <aside className={css.side} aria-label="Uphold">
        <Brand />
        <Nav />
        <p className={css.sideFoot}>{say('footer.independent')}</p>
      </aside>
      <TopBar onMenu={open} />
      <main id="main" className={css.main} tabIndex={-1}>
        <PastBanner />
        <AlarmBanner />
        <ResetNotice />
        <EmergencyBanner />
        <OnceThere>
          <Outlet />
        </OnceThere>
      </main>
      <Drawer
        opened={isOpen}
        onClose={close}
        size="17rem"
        title={<Brand />}
        classNames={{ content: css.drawer, header: css.drawer }}
        closeButtonProps={{ 'aria-label': say('ui.close'), c: 'white' }}
      >
        <Nav onGo={close} />
        <p className={css.sideFoot}>{say('footer.independent')}</p>
      </Drawer>
      {asOf === undefined && <ArrivalNotice />}
      <ShownReceipt />
      <StepUpDialog />
      {/* Inside the router, for what they tell may lead somewhere. */}
      <Notifications position="bottom-right" zIndex={1000} />
    </div>
  );
}

function Brand() {
  return (
    <Link to="/" className={css.brand}>
      <img src={mark} alt="" width={30} height={30} /> Uphold
    </Link>
  );
}

function TopBar({ onMenu }: { onMenu: () => void }) {
  const say = useWords();
  const { installation } = useMe();
  return (
    <div className={css.top} role="region" aria-label={say('nav.tools')}>
      <div className={css.topStart}>
        <ActionIcon
          className={css.burger}
          variant="subtle"
          size="lg"
          aria-label={say('nav.open')}
          onClick={onMenu}
        >
          <IconMenu2 size={20} />
        </ActionIcon>
        <Link to="/" className={css.topBrand} aria-label={say('nav.home')}>
          <img src={mark} alt="" width={28} height={28} />
        </Link>
        {installation.simulatedClock && <span className={css.demo}>{say('shell.demo')}</span>}
      </div>
      <LiveMark />
      <AsOfControl />
      <LanguageSwitch />
      <SchemeSwitch />
      <PersonMenu />
    </div>
  );
}
