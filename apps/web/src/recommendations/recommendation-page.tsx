import { getRouteApi } from '@tanstack/react-router';
import { NotThere } from '../app/not-there.js';
import { useAnswer } from '../request/ask.js';
import { Loading } from '../ui/loading.js';
import { Recommendation } from './recommendation.js';

const here = getRouteApi('/recommendations/$id');

/** A recommendation on its own page. */
export function RecommendationPage() {
  const { id } = here.useParams();
  const { data, error, refetch } = useAnswer('getRecommendation', { id });
  if (error && !data) return <NotThere error={error} again={() => void refetch()} />;
  if (!data) return <Loading lines={9} />;
  return <Recommendation key={id} recommendation={data} />;
}
