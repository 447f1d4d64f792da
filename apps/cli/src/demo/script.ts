import { analysisClosings } from './stories/analysis-closings.js';
import { countryTeam } from './stories/country-team.js';
import { field } from './stories/field.js';
import { humanRightsOffice } from './stories/human-rights-office.js';
import { analysis } from './stories/office-analysis.js';
import { officeClosings } from './stories/office-closings.js';
import { officeUnderWay } from './stories/office-under-way.js';
import { waiting } from './stories/openings.js';
import { politicalAnalysis } from './stories/political-analysis.js';
import type { Story } from './story.js';

/** Everything that happens in the demo's half-year, by recommendation. What is not told of stays a draft. */
export const script: readonly Story[] = [
  ...humanRightsOffice,
  analysis,
  ...officeUnderWay,
  ...officeClosings,
  ...politicalAnalysis,
  ...analysisClosings,
  ...field,
  ...countryTeam,
  ...waiting,
];
