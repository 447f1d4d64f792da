/** The field that a place of an entry's body is about: its last name that is no number. */
export function placeOf(path: string): string {
  return (
    path
      .split('/')
      .filter((part) => !/^\d*$/.test(part))
      .at(-1) ?? ''
  );
}

/** What stands at a place of an entry's body, cut to one glance. */
export function saidAt(body: object, path: string): string {
  let value: unknown = body;
  for (const part of path.split('/').slice(1)) value = (value as Record<string, unknown> | null)?.[part];
  if (typeof value === 'object' && value !== null && 'fileName' in value) return String(value.fileName);
  const text = String(value);
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
