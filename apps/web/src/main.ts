import { config } from 'zod';

// zod would try whether it may compile its schemas, which the content security policy refuses and reports. This
// must be said before the first schema is made, so everything else is loaded after it.
config({ jitless: true });
await import('./start.js');
