import type { DemoPerson } from '#contracts';
import type { EvidenceFiles, Store } from '#store';
import type { Limits } from './protection/pace.js';
import type { SignOnSetting } from './sign-on/setting.js';

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
  /** What the node takes at most; null for no bounds, `defaultLimits` unless said otherwise. */
  limits?: Limits | null;
  /** Addresses and networks of the proxies in front of the node, whose `X-Forwarded-…` is believed. */
  trustedProxies?: readonly string[];
  /** Where browsers reach this installation, such as `https://uphold.example.org`; without it, where they say they do. */
  publicUrl?: string | undefined;
  /** The provider of single sign-on; without one there is none. */
  signOn?: SignOnSetting;
  /** Whether this installation can send mail. */
  isMailOn?: boolean;
}

/** Injection tokens of what `ApiOptions` brings. */
export const EVIDENCE_FILES = Symbol('evidence files');
export const PUBLIC_URL = Symbol('public address');
export const IS_MAIL_ON = Symbol('whether mail is on');
export const SIGN_ON = Symbol('provider of single sign-on');
export const DEMO_PEOPLE = Symbol('demo people');
