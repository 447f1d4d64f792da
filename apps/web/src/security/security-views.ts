/** What the security page tells of, one at a time. */
export const securityViews = ['sign-ins', 'refused', 'tokens', 'rights'] as const;
export type SecurityView = (typeof securityViews)[number];
