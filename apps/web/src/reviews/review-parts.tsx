import type { Lesson, ReviewView } from '#contracts';
import { SourceMark } from '../recommendations/marks.js';
import { Code } from '../ui/mark.js';
import { useWords } from '../words/use-words.js';
import css from './reviews.module.css';

/** What a review found, each finding with whether it was checked against the source. */
export function Lessons({ lessons }: { lessons: Lesson[] }) {
  const say = useWords();
  if (lessons.length === 0) return <p className="soft">{say('review.no-lessons')}</p>;
  return (
    <ul className={css.lessons}>
      {lessons.map(({ code, text, sourceVerified }) => (
        <li key={code} className={css.lesson}>
          <Code>{code}</Code>
          <p className="prose" dir="auto">
            {text}
          </p>
          <span>
            <SourceMark isVerified={sourceVerified} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The documents that a review rests on. */
export function Sources({ sources }: { sources: ReviewView['sources'] }) {
  const say = useWords();
  if (sources.length === 0) return <p className="soft">{say('review.no-sources')}</p>;
  return (
    <ul className={css.lessons}>
      {sources.map(({ title, url }) => (
        <li key={title}>
          {url ? (
            <a href={url} target="_blank" rel="noreferrer noopener">
              <bdi>{title}</bdi>
            </a>
          ) : (
            <bdi>{title}</bdi>
          )}
        </li>
      ))}
    </ul>
  );
}
