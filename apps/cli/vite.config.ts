import { fileURLToPath } from 'node:url';
import { defaultServerConditions, defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The verifier in one file, for computers that have Node and nothing else. */
export default defineConfig({
  root: here('.'),
  ssr: { noExternal: true, target: 'node', resolve: { conditions: ['source', ...defaultServerConditions] } },
  build: {
    ssr: here('src/verify/standalone.ts'),
    outDir: here('../../dist/verifier'),
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: { output: { entryFileNames: 'uphold-verify.mjs', codeSplitting: false } },
  },
});
