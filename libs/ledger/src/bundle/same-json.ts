/**
 * Where two JSON values differ, as a JSON Pointer; null where they are the same. A member that is undefined is
 * taken as one that is not there.
 */
export function differenceOf(one: unknown, other: unknown, path = ''): string | null {
  if (one === other) return null;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return path;
  if (Array.isArray(one) !== Array.isArray(other)) return path;
  const left = one as Record<string, unknown>;
  const right = other as Record<string, unknown>;
  for (const key of Object.keys(left)) {
    const difference = differenceOf(left[key], right[key], `${path}/${key}`);
    if (difference !== null) return difference;
  }
  for (const key of Object.keys(right))
    if (right[key] !== undefined && left[key] === undefined) return `${path}/${key}`;
  return null;
}
