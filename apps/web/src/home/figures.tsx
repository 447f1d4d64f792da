import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { axes } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { Bars } from '../ui/bars.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { Panel } from '../ui/panel.js';
import { fourAxes, toneOf, type FourAxis } from '../ui/tones.js';
import { useWords, wordOf } from '../words/use-words.js';
import css from './home.module.css';

/** How many recommendations stand where, by axis; each number leads to its list. */
export function Figures() {
  const say = useWords();
  const { data, error, refetch } = useAnswer('figures');
  return (
    <Panel title={say('figures.title')}>
      {error && !data && <Failure error={error} again={() => void refetch()} />}
      {!data && !error && <Loading lines={6} />}
      {data && (
        <div className={css.axes}>
          <p>
            <span className={css.total}>{data.total}</span> {say('figures.total', { count: data.total })}
          </p>
          {fourAxes.map((axis) => (
            <AxisFigures key={axis} axis={axis} counts={data[axis]} />
          ))}
          <p className="soft small">{say('figures.as-of', { index: String(data.asOfIndex) })}</p>
        </div>
      )}
    </Panel>
  );
}

function AxisFigures({ axis, counts }: { axis: FourAxis; counts: Partial<Record<string, number>> }) {
  const say = useWords();
  const bars = axes[axis]
    .filter((state) => counts[state])
    .map((state) => ({
      key: state,
      label: say(wordOf('state', axis, state)),
      count: counts[state] ?? 0,
      tone: toneOf(state),
      link: (className: string, content: ReactNode) => (
        <Link className={className} to="/recommendations" search={{ [axis]: [state] }}>
          {content}
        </Link>
      ),
    }));
  return (
    <section>
      <h3 className={css.axis}>{say(wordOf('axis', axis))}</h3>
      <Bars bars={bars} />
    </section>
  );
}
