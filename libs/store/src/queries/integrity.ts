import type { Actor } from '#contracts';
import type { Rows } from '../past/rows.js';

/** What checks found of the files of an item of evidence, earlier versions included: the worst of it. */
export const integritySql = `case when evidence.file is not null then coalesce(
  (select outcome from evidence_check
   where evidence_check.evidence_id = evidence.id and outcome in ('missing', 'altered', 'unchecked')
   order by array_position(array['missing', 'altered', 'unchecked'], outcome) limit 1),
  (select outcome from evidence_check where evidence_check.evidence_id = evidence.id and outcome = 'ok' limit 1),
  'unchecked') end`;

/** Whether a file of a recommendation, of those whose evidence the person may read, was found missing or altered. */
export const evidenceAlarmSql = (actor: Actor, rows: Rows): string => `exists (
  select 1 from evidence_check join evidence on evidence.id = evidence_check.evidence_id
  where evidence_check.recommendation_id = recommendation.id and evidence_check.outcome in ('missing', 'altered')
    and ${rows.readableBy(actor, 'evidence')})`;
