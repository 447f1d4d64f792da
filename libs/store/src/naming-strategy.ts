import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

/** `leadEntityId` in the program is `lead_entity_id` in the database. */
export const columnName = (property: string): string =>
  property.replace(/[A-Z]/g, (upper) => `_${upper.toLowerCase()}`);

/** The table of an object type, and that of its past versions. */
export const tableName = (objectType: string): string => objectType.replaceAll('-', '_');
export const pastTableName = (objectType: string): string => `${tableName(objectType)}_past`;

/** Names of columns as above; tables have the names of their entities. */
export class SnakeCaseNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    return columnName([...prefixes, customName ?? property].join('_'));
  }
}
