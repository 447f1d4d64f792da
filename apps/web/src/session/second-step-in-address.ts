import { useEffect, useState } from 'react';
import { NeedsFactor, secondStepMark } from '#contracts';

/** What somebody is asked who came back from single sign-on and must show a second factor first; once, then forgotten. */
export function useSecondStepInAddress(): [asked: NeedsFactor | null, forget: () => void] {
  const [asked, setAsked] = useState(askedInAddress);
  useEffect(() => {
    const { pathname, search, hash } = window.location;
    if (hash.startsWith(`#${secondStepMark}`)) window.history.replaceState(null, '', `${pathname}${search}`);
  }, []);
  return [asked, () => setAsked(null)];
}

function askedInAddress(): NeedsFactor | null {
  const { hash } = window.location;
  if (!hash.startsWith(`#${secondStepMark}`)) return null;
  const coded = hash.slice(secondStepMark.length + 1);
  try {
    return NeedsFactor.parse(JSON.parse(atob(coded.replaceAll('-', '+').replaceAll('_', '/'))));
  } catch {
    // Somebody else's words in the address are none of ours: one signs in as always.
    return null;
  }
}
