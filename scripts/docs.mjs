// Writes the pages of docs/ that are made from code. Run by `npm run docs` after a build.
import { writeFile } from 'node:fs/promises';
import { describePermissions } from '../dist/libs/permissions/src/index.js';
import { describeTransitions } from '../dist/libs/workflow/src/index.js';

await writeFile('docs/WORKFLOW.md', describeTransitions());
await writeFile('docs/PERMISSIONS.md', describePermissions());
