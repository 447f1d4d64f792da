/** What a page answered, and where. */
export interface Landing {
  url: URL;
  status: number;
  text: string;
}

const hopsMax = 12;

/** Goes from address to address as a browser does, each site with its own cookies. */
export class TravellingBrowser {
  private readonly cookies = new Map<string, Map<string, string>>();

  /** @param stands which server really stands where a site's name leads, such as `https://uphold.test` */
  constructor(private readonly stands: Readonly<Record<string, string>> = {}) {}

  /** Follows every redirect; stops where `until` says so, before that address is asked. */
  async go(address: string, until: (url: URL) => boolean = () => false): Promise<Landing> {
    let url = new URL(address);
    for (let hop = 0; hop < hopsMax; hop++) {
      if (until(url)) return { url, status: 0, text: '' };
      const answer = await this.ask(url);
      const location = answer.headers.get('location');
      if (answer.status < 300 || answer.status >= 400 || !location)
        return { url, status: answer.status, text: await answer.text() };
      await answer.body?.cancel();
      url = new URL(location, url);
    }
    throw new Error(`led around in circles, at last to ${url.href}`);
  }

  async ask(url: URL, init: RequestInit = {}): Promise<Response> {
    const jar = this.jarOf(url);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const real = `${this.stands[url.origin] ?? url.origin}${url.pathname}${url.search}`;
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const answer = await fetch(real, { ...init, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  cookie(site: string, name: string): string | undefined {
    return this.jarOf(new URL(site)).get(name);
  }

  setCookie(site: string, name: string, value: string): void {
    this.jarOf(new URL(site)).set(name, value);
  }

  /** Forgets what one site knows the browser by. */
  forget(site: string): void {
    this.cookies.delete(new URL(site).origin);
  }

  private jarOf({ origin }: URL): Map<string, string> {
    const known = this.cookies.get(origin) ?? new Map<string, string>();
    this.cookies.set(origin, known);
    return known;
  }
}
