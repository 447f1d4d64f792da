import { AsOfQuery, pageOf } from '../page.js';
import { CompareOneQuery, CompareQuery, Comparison, ReaderQuery, ReaderView } from '../past.js';
import {
  FiguresQuery,
  RecommendationFigures,
  RecommendationQuery,
  RecommendationRow,
  RecommendationView,
  ThemeQuery,
  ThemeView,
} from '../recommendation.js';
import { ReviewQuery, ReviewView } from '../review.js';
import { route } from './route.js';

/** Reviews, recommendations and what belongs to them. */
export const contentRoutes = {
  listReviews: route('GET', '/reviews', { read: 'review' }, 'Reviews', {
    query: ReviewQuery,
    answer: pageOf(ReviewView),
  }),

  getReview: route('GET', '/reviews/:id', { read: 'review' }, 'One review', {
    query: AsOfQuery,
    answer: ReviewView,
  }),

  listRecommendations: route(
    'GET',
    '/recommendations',
    { read: 'recommendation' },
    'Recommendations: filter, sort, search',
    {
      query: RecommendationQuery,
      answer: pageOf(RecommendationRow),
    },
  ),

  getRecommendation: route('GET', '/recommendations/:id', { read: 'recommendation' }, 'One recommendation', {
    query: AsOfQuery,
    answer: RecommendationView,
  }),

  listReaders: route(
    'GET',
    '/recommendations/:id/readers',
    { read: 'reader' },
    'Who can see a recommendation, or could at a time',
    { query: ReaderQuery, answer: pageOf(ReaderView) },
  ),

  compareRecommendation: route(
    'GET',
    '/recommendations/:id/compare',
    { read: 'recommendation' },
    'What of a recommendation and all that belongs to it differs between two times, and by whom',
    { query: CompareOneQuery, answer: pageOf(Comparison) },
  ),

  compare: route(
    'GET',
    '/compare',
    'signed-in',
    'What differs between two times, in everything that one may read or in a review, and by whom',
    { query: CompareQuery, answer: pageOf(Comparison) },
  ),

  figures: route('GET', '/figures', { read: 'recommendation' }, 'Counts by state of each axis', {
    query: FiguresQuery,
    answer: RecommendationFigures,
  }),

  listThemes: route('GET', '/themes', { read: 'recommendation' }, 'Themes and where they recur', {
    query: ThemeQuery,
    answer: pageOf(ThemeView),
  }),
} as const;
