import { Failure } from '../ui/failure.js';

/** A page that broke while it was drawn; the rest of the product stays usable. */
export function PageFault({ error, reset }: { error: unknown; reset: () => void }) {
  return <Failure error={error} again={reset} />;
}
