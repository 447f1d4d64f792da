import { Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExplainedDeed } from '#contracts';
import { useAnswer } from '../request/ask.js';
import { Dialog } from '../ui/dialog.js';
import { Failure } from '../ui/failure.js';
import { Loading } from '../ui/loading.js';
import { useWords } from '../words/use-words.js';
import { DeedRow } from './deed-row.js';
import css from './permissions.module.css';
import type { ExplainedSubject } from './subject.js';
import { useNounWords } from './use-deed-words.js';

/** An object that one may choose in the dialog, and what it is called. */
export interface SubjectChoice extends ExplainedSubject {
  name: string;
}

interface Props {
  subject: ExplainedSubject;
  /** What else belongs to it; the first is chosen at first. */
  choices?: readonly SubjectChoice[];
  onClose: () => void;
}

/** “Why can't I?” and “who can?”: every deed on an object, as it stands for whoever asks. */
export function PermissionsDialog({ subject, choices = [], onClose }: Props) {
  const say = useWords();
  const nounWords = useNounWords();
  const [chosen, setChosen] = useState(subject);
  return (
    <Dialog title={say('permissions.title', { what: nounWords(chosen.type) })} onClose={onClose}>
      <div className={css.panel}>
        {choices.length > 1 && (
          <Select
            label={say('permissions.of')}
            allowDeselect={false}
            searchable
            value={chosen.id}
            onChange={(id) => setChosen(choices.find((choice) => choice.id === id) ?? subject)}
            data={choices.map(({ id, type, name }) => ({ value: id, label: `${nounWords(type)}: ${name}` }))}
          />
        )}
        <Deeds key={chosen.id} subject={chosen} />
        <Link className="small" to="/permissions" search={{ noun: chosen.type }} onClick={onClose}>
          {say('permissions.rules')}
        </Link>
      </div>
    </Dialog>
  );
}

function Deeds({ subject }: { subject: ExplainedSubject }) {
  const say = useWords();
  const { type, id, deed: asked } = subject;
  const { data, error, refetch } = useAnswer(`explain:${type}`, { id });
  if (error && !data) return <Failure error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={5} />;
  const first = data.deeds.filter(({ deed }) => deed === asked);
  const others = data.deeds.filter(({ deed }) => deed !== asked);
  const list = (deeds: readonly ExplainedDeed[]) => (
    <ul className={css.explained}>
      {deeds.map((deed) => (
        <DeedRow key={deed.deed} subject={subject} explained={deed} isAsked={deed.deed === asked} />
      ))}
    </ul>
  );
  const allowed = others.filter(({ isAllowed }) => isAllowed);
  const refused = others.filter(({ isAllowed }) => !isAllowed);
  return (
    <>
      {list(first)}
      <section>
        <h3 className={css.heading}>{say('permissions.allowed')}</h3>
        {allowed.length > 0 ? list(allowed) : <p className="soft small">{say('permissions.nothing')}</p>}
      </section>
      {refused.length > 0 && (
        <section>
          <h3 className={css.heading}>{say('permissions.refused')}</h3>
          {list(refused)}
        </section>
      )}
    </>
  );
}
