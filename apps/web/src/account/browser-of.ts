const browsers = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
] as const;
const systems = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
] as const;

/** A browser and its system by their names, as far as a `User-Agent` tells; null where it tells nothing that we know. */
export function browserOf(userAgent: string | null): string | null {
  const named = [browsers, systems].flatMap(
    (list) => list.find(([form]) => form.test(userAgent ?? ''))?.[1] ?? [],
  );
  return named.length > 0 ? named.join(' · ') : (userAgent?.slice(0, 60) ?? null);
}
