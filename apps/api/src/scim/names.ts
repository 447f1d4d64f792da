import { directoryBase } from '#contracts';

/** Media type of everything that SCIM sends (RFC 7644 section 8.1). */
export const scimMediaType = 'application/scim+json';

export const schemaNames = {
  user: 'urn:ietf:params:scim:schemas:core:2.0:User',
  group: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  schema: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  resourceType: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  configuration: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  list: 'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  patch: 'urn:ietf:params:scim:api:messages:2.0:PatchOp',
} as const;

/** What stands about each resource (RFC 7643 section 3.1). */
export const metaOf = (
  resourceType: 'User' | 'Group',
  {
    id,
    createdAt,
    updatedAt,
    version,
  }: Record<'id' | 'createdAt' | 'updatedAt', string> & { version: string | number },
  publicUrl: string,
) => ({
  resourceType,
  created: createdAt,
  lastModified: updatedAt,
  version: etagOf(version),
  location: `${publicUrl}${directoryBase}/${resourceType}s/${id}`,
});

/** Weak, since what one answer says may be left out of another (RFC 7644 section 3.14). */
export const etagOf = (version: string | number): string => `W/"${version}"`;
