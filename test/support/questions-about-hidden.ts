import type { HiddenThings } from './hidden-things.js';
import type { SmallWorld } from './small-world.js';

export const justNow = (): string => new Date().toISOString();

/** Every way to ask for a list, aimed at the hidden things and at a word that stands in them alone. */
export function questionsAbout(
  { hidden, published }: HiddenThings,
  { reviewId, entities }: SmallWorld,
  canary: string,
): string[] {
  return [
    '/recommendations?limit=200',
    `/recommendations?search=${canary}`,
    `/recommendations?theme=${canary}`,
    '/recommendations?confidentiality=confidential',
    '/recommendations?criticality=critical&overdue=false',
    `/recommendations?reviewId=${reviewId}&leadEntityId=${entities.lead}`,
    ...['updated', 'due', 'code', 'criticality'].map(
      (sort) => `/recommendations?sort=${sort}&order=ascending`,
    ),
    '/themes',
    `/proposals?recommendationId=${hidden.recommendation}`,
    `/proposals?search=${canary}`,
    '/proposals?queue=waiting-for-me',
    `/actions?recommendationId=${hidden.recommendation}`,
    '/actions',
    `/evidence?recommendationId=${hidden.recommendation}`,
    `/evidence?recommendationId=${published.recommendation}`,
    '/evidence',
    `/comments?recommendationId=${hidden.recommendation}`,
    `/history?recommendationId=${hidden.recommendation}`,
    ...Object.values(hidden).map((objectId) => `/history?objectId=${objectId}`),
    `/history?objectId=${published.evidence}`,
    '/history?limit=200',
    `/history?reviewId=${reviewId}&limit=200`,
    '/reviews',
    `/people?search=${canary}`,
    '/grants',
    '/emergency-access',
    '/redactions',
    `/redactions?recommendationId=${hidden.recommendation}`,
    '/reports/segregation',
    `/reports/segregation?recommendationId=${hidden.recommendation}`,
    '/alarms',
    '/checks',
    '/log/status',
    `/compare?from=2000-01-01T00:00:00Z&to=${justNow()}&limit=200`,
    `/compare?from=2000-01-01T00:00:00Z&to=${justNow()}&reviewId=${reviewId}`,
    ...[
      '/recommendations?limit=200',
      `/recommendations?search=${canary}`,
      `/proposals?search=${canary}`,
      `/evidence?recommendationId=${published.recommendation}`,
      `/comments?recommendationId=${hidden.recommendation}`,
      '/actions?limit=200',
      '/themes?limit=200',
    ].map((question) => `${question}&asOf=${justNow()}`),
  ];
}
