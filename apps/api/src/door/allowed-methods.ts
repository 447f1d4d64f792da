import { apiBase, commandNames, commandPath, commands, routes } from '#contracts';

const addresses = [
  ...Object.values(routes),
  ...commandNames
    .filter((name) => commands[name].door === 'public')
    .map((name) => ({ method: 'POST', path: commandPath(name) })),
].map(({ method, path }) => ({ method, form: new RegExp(`^${apiBase}${path.replace(/:\w+/g, '[^/]+')}$`) }));

/** The methods that an address of the API takes; empty where there is no such address. */
export function allowedMethods(url: string): string[] {
  const [path = ''] = url.split('?', 1);
  const methods = addresses.filter(({ form }) => form.test(path)).map(({ method }) => method);
  return [...new Set(methods.includes('GET') ? [...methods, 'HEAD'] : methods)];
}
