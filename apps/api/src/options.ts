import type { DemoPerson } from '#contracts';
import type { EvidenceFiles, Store } from '#store';

export type { DemoPerson } from '#contracts';

/** What the API's doors are opened with. */
export interface ApiOptions {
  store: Store;
  files: EvidenceFiles;
  port: number;
  host: string;
  /** Folder of the built web client; without one the API alone is served. */
  webFolder?: string;
  demoPeople?: readonly DemoPerson[];
  /** Whether this installation can send mail. */
  isMailOn?: boolean;
}

/** Injection tokens of what `ApiOptions` brings. */
export const EVIDENCE_FILES = Symbol('evidence files');
export const IS_MAIL_ON = Symbol('whether mail is on');
export const DEMO_PEOPLE = Symbol('demo people');
