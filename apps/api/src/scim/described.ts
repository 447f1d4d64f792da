import { directoryBase } from '#contracts';
import { schemaNames } from './names.js';

/** So many are answered at once. */
export const pageMax = 200;

/** What this side can do (RFC 7643 section 5). */
export const serviceProviderConfig = (publicUrl: string) => ({
  schemas: [schemaNames.configuration],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: pageMax },
  changePassword: { supported: false },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Token for the directory',
      description: 'Made by an administrator of the installation, on its page about single sign-on',
      specUri: 'https://www.rfc-editor.org/rfc/rfc6750',
      primary: true,
    },
  ],
  meta: {
    resourceType: 'ServiceProviderConfig',
    location: `${publicUrl}${directoryBase}/ServiceProviderConfig`,
  },
});

/** Kinds of resources (RFC 7643 section 6). */
export const resourceTypes = (publicUrl: string) =>
  (['User', 'Group'] as const).map((name) => ({
    schemas: [schemaNames.resourceType],
    id: name,
    name,
    endpoint: `/${name}s`,
    description: name === 'User' ? 'People who have an account' : 'Groups that bring rights by mappings',
    schema: name === 'User' ? schemaNames.user : schemaNames.group,
    meta: { resourceType: 'ResourceType', location: `${publicUrl}${directoryBase}/ResourceTypes/${name}` },
  }));

interface Attribute {
  type?: 'string' | 'boolean' | 'complex' | 'reference';
  multiValued?: boolean;
  required?: boolean;
  uniqueness?: 'none' | 'server';
  mutability?: 'readWrite' | 'readOnly' | 'immutable';
  subAttributes?: Record<string, Attribute>;
}

/** An attribute with everything that is to be said of one (RFC 7643 section 7). */
function described([name, attribute]: [string, Attribute]): Record<string, unknown> {
  const { type = 'string', multiValued = false, required = false, subAttributes } = attribute;
  const { uniqueness = 'none', mutability = 'readWrite' } = attribute;
  return {
    name,
    type,
    multiValued,
    required,
    ...(type !== 'complex' && type !== 'boolean' && { caseExact: name === 'externalId' || name === 'value' }),
    mutability,
    returned: 'default',
    uniqueness,
    ...(subAttributes && { subAttributes: Object.entries(subAttributes).map(described) }),
  };
}

const userAttributes: Record<string, Attribute> = {
  userName: { required: true, uniqueness: 'server' },
  externalId: { uniqueness: 'server' },
  displayName: {},
  name: { type: 'complex', subAttributes: { formatted: {}, givenName: {}, familyName: {} } },
  emails: {
    type: 'complex',
    multiValued: true,
    subAttributes: { value: { required: true }, type: {}, primary: { type: 'boolean' } },
  },
  preferredLanguage: {},
  active: { type: 'boolean' },
};

const groupAttributes: Record<string, Attribute> = {
  displayName: { required: true, uniqueness: 'server' },
  externalId: { uniqueness: 'server' },
  members: {
    type: 'complex',
    multiValued: true,
    subAttributes: {
      value: { required: true, mutability: 'immutable' },
      display: { mutability: 'readOnly' },
      type: { mutability: 'immutable' },
      $ref: { type: 'reference', mutability: 'readOnly' },
    },
  },
};

/** What of them is kept. */
export const schemas = (publicUrl: string) =>
  (
    [
      [schemaNames.user, 'User', userAttributes],
      [schemaNames.group, 'Group', groupAttributes],
    ] as const
  ).map(([id, name, attributes]) => ({
    schemas: [schemaNames.schema],
    id,
    name,
    attributes: Object.entries(attributes).map(described),
    meta: { resourceType: 'Schema', location: `${publicUrl}${directoryBase}/Schemas/${id}` },
  }));
