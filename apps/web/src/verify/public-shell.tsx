import { Link, Outlet } from '@tanstack/react-router';
import { LanguageSwitch } from '../app/language-switch.js';
import mark from '../app/mark.svg';
import { useWords } from '../words/use-words.js';
import css from './verify.module.css';

/** Around what anybody may use, signed in or not. */
export function PublicShell() {
  const say = useWords();
  return (
    <div className={css.public}>
      <header className={css.publicTop}>
        <Link to="/">
          <img src={mark} alt="" width={28} height={28} /> Uphold
        </Link>
        <div className={css.publicActs}>
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <Outlet />
      </main>
      <p className={css.publicFoot}>{say('footer.independent')}</p>
    </div>
  );
}
