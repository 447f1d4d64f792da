/** How single sign-on is set up by the operator, in the environment. */
export interface SignOnSetting {
  /** What the button of the sign-in page calls the provider. */
  name: string;
  /** The provider's issuer identifier (OpenID Connect Core section 1.2): https, or http on this computer for tests. */
  issuer: string;
  clientId: string;
  /** Null for a client without a secret, which proves itself by PKCE alone. */
  clientSecret: string | null;
  /** Where browsers reach this installation, such as `https://uphold.example.org`; without a slash at its end. */
  publicUrl: string;
  /** The claim in which the provider tells of groups. */
  groupsClaim: string;
  scope: string;
  /** Whether an address that the provider calls verified leads to the account with that address. */
  trustsEmail: boolean;
  /** Hosts of the provider, as `host` or `host:port`, that may be inside the operator's own network. */
  allowedHosts: readonly string[];
}
