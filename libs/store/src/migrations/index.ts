import { Log1764000000001 } from './1764000000001-log.js';
import { Accounts1764000000002 } from './1764000000002-accounts.js';
import { Reviews1764000000003 } from './1764000000003-reviews.js';
import { Work1764000000004 } from './1764000000004-work.js';
import { Figures1764000000005 } from './1764000000005-figures.js';
import { FiguresOverAllReviews1764000000006 } from './1764000000006-figures-over-all-reviews.js';
import { SearchQuery1764000000007 } from './1764000000007-search-query.js';
import { Redactions1764000000008 } from './1764000000008-redactions.js';
import { Tree1764000000009 } from './1764000000009-tree.js';
import { Past1764000000010 } from './1764000000010-past.js';
import { Audit1764000000011 } from './1764000000011-audit.js';
import { Checks1764000000012 } from './1764000000012-checks.js';
import { RightsInTime1764000000013 } from './1764000000013-rights-in-time.js';
import { AtOnce1764000000014 } from './1764000000014-at-once.js';
import { SignIn1764000000015 } from './1764000000015-sign-in.js';
import { SecondFactors1764000000016 } from './1764000000016-second-factors.js';
import { SignOn1764000000017 } from './1764000000017-sign-on.js';
import { RowSecurity1764000000018 } from './1764000000018-row-security.js';
import { DutiesApart1764000000019 } from './1764000000019-duties-apart.js';
import { Directory1764000000020 } from './1764000000020-directory.js';
import { AccountDomains1764000000021 } from './1764000000021-account-domains.js';
import { TicketsOfSignOn1764000000022 } from './1764000000022-tickets-of-sign-on.js';
import { LighterPolicies1764000000023 } from './1764000000023-lighter-policies.js';

/** In the order in which they run. A migration that was released is never edited; the next one mends it. */
export const migrations = [
  Log1764000000001,
  Accounts1764000000002,
  Reviews1764000000003,
  Work1764000000004,
  Figures1764000000005,
  FiguresOverAllReviews1764000000006,
  SearchQuery1764000000007,
  Redactions1764000000008,
  Tree1764000000009,
  Past1764000000010,
  Audit1764000000011,
  Checks1764000000012,
  RightsInTime1764000000013,
  AtOnce1764000000014,
  SignIn1764000000015,
  SecondFactors1764000000016,
  SignOn1764000000017,
  RowSecurity1764000000018,
  DutiesApart1764000000019,
  Directory1764000000020,
  AccountDomains1764000000021,
  TicketsOfSignOn1764000000022,
  LighterPolicies1764000000023,
];
