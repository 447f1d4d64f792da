import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

/** `leadEntityId` in the program is `lead_entity_id` in the database. */
export const columnName = (property: string): string =>
  property.replace(/[A-Z]/g, (upper) => `_${upper.toLowerCase()}`);

/** Names of columns as above; tables have the names of their entities. */
export class SnakeCaseNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(property: string, customName: string | undefined, prefixes: string[]): string {
    return columnName([...prefixes, customName ?? property].join('_'));
  }
}
