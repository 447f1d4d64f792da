import type { Role } from '#contracts';
import { permissionMatrix, type Deed, type MatrixRow, type Noun } from '#permissions';

/** Deeds on one kind of object that the same people may do under the same conditions. */
export interface DeedGroup extends Pick<MatrixRow, 'ways' | 'never'> {
  deeds: readonly Deed[];
}

/** A kind of object with all that may be done to it. */
export interface NounGroups {
  noun: Noun;
  groups: readonly DeedGroup[];
}

let made: readonly NounGroups[] | undefined;

/** The whole declaration by kind of object; what is alike stands together. Made once: it does not change. */
export function matrixGroups(): readonly NounGroups[] {
  made ??= grouped(permissionMatrix());
  return made;
}

function grouped(rows: readonly MatrixRow[]): NounGroups[] {
  const nouns = [...new Set(rows.map(({ noun }) => noun))];
  return nouns.map((noun) => {
    const groups = new Map<string, DeedGroup>();
    for (const { deed, ways, never } of rows.filter((row) => row.noun === noun)) {
      const key = JSON.stringify([ways, never]);
      const alike = groups.get(key);
      groups.set(key, { deeds: [...(alike?.deeds ?? []), deed], ways, never });
    }
    return { noun, groups: [...groups.values()] };
  });
}

/** What of the declaration is looked for: on which kind of object, by which role, in which words. */
export interface MatrixSought {
  noun?: Noun | undefined;
  role?: Role | undefined;
  find?: string | undefined;
}

/**
 * The part of the declaration that is looked for: groups in which the role may do something, with the deeds whose
 * words hold what is sought; all deeds of an object whose own name holds it.
 *
 * @param wordsFor the words of a kind of object, and of a deed
 */
export function soughtGroups(
  all: readonly NounGroups[],
  { noun: only, role, find = '' }: MatrixSought,
  wordsFor: { noun: (noun: Noun) => string; deed: (deed: Deed) => string },
): NounGroups[] {
  const sought = find.trim().toLocaleLowerCase();
  const holds = (words: string) => words.toLocaleLowerCase().includes(sought);
  return all
    .filter(({ noun }) => !only || noun === only)
    .map(({ noun, groups }) => ({
      noun,
      groups: groups
        .filter(({ ways }) => !role || ways[role].length > 0)
        .map((group) => ({
          ...group,
          deeds: group.deeds.filter(
            (deed) => holds(wordsFor.noun(noun)) || holds(wordsFor.deed(deed)) || holds(deed),
          ),
        }))
        .filter(({ deeds }) => deeds.length > 0),
    }))
    .filter(({ groups }) => groups.length > 0);
}
