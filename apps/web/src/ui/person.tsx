import css from './marks.module.css';

const initialsOf = (name: string) => {
  const parts = name.split(/\s+/).filter(Boolean);
  const chosen = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return chosen.map((part) => [...(part ?? '')][0] ?? '').join('');
};

/** A person by initials and name. */
export function Person({ name }: { name: string }) {
  return (
    <span className={css.person}>
      <span className={css.initials} aria-hidden>
        {initialsOf(name)}
      </span>
      <bdi>{name}</bdi>
    </span>
  );
}
