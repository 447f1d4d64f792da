import { config } from 'zod';

// zod would try whether it may compile its schemas, which the content security policy refuses and reports.
config({ jitless: true });
