const pureLibs = '^libs/(contracts|workflow|permissions|ledger)/';
const specs = '\\.(spec|e2e-spec|browser-spec)\\.tsx?$';

/** A lib may import these libs of ours and nothing else of ours. */
const mayImport = (lib, allowed, comment) => ({
  name: `${lib}-stands-on`,
  comment,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: specs },
  to: { path: '^(libs|apps)/', pathNot: `^libs/(${[lib, ...allowed].join('|')})/` },
});

/** A pure lib may use these packages and no others. */
const mayUse = (lib, packages, comment) => ({
  name: `${lib}-uses-only`,
  comment,
  severity: 'error',
  from: { path: `^libs/${lib}/`, pathNot: specs },
  to: {
    path: 'node_modules/',
    pathNot: packages.length === 0 ? undefined : `node_modules/(${packages.join('|')})/`,
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    mayImport(
      'contracts',
      [],
      'Contracts are the words that everybody shares, so they know of no other lib.',
    ),
    mayImport(
      'workflow',
      ['contracts'],
      'The rules of the workflow know the contracts alone: they are pure and run anywhere.',
    ),
    mayImport(
      'permissions',
      ['contracts', 'workflow'],
      'Who may do what is said about contracts and states, never about how they are stored.',
    ),
    mayImport(
      'ledger',
      ['contracts'],
      'An auditor can read the ledger alone: it proves history without knowing the workflow or the database.',
    ),
    mayImport(
      'store',
      ['contracts', 'workflow', 'permissions', 'ledger'],
      'The store applies the pure libs to PostgreSQL and knows nothing of jobs or doors.',
    ),
    mayImport(
      'jobs',
      ['contracts', 'workflow', 'permissions', 'ledger', 'store'],
      'Jobs stand beside the doors and never import one.',
    ),
    mayImport(
      'reporting',
      ['contracts', 'workflow', 'permissions', 'ledger', 'store'],
      'Reports read the store and never import a door.',
    ),
    mayImport('outgoing', [], 'Calls to other systems know nothing of ours: doors and jobs say what to ask.'),
    mayUse(
      'contracts',
      ['zod', '@types'],
      'Contracts depend on zod alone, so that server, browser and verifier can share them.',
    ),
    mayUse('workflow', [], 'The workflow depends on no package: it is decided by pure code.'),
    mayUse('permissions', ['@casl', '@ucast', '@types'], 'Permissions depend on CASL alone.'),
    mayUse('outgoing', [], 'What asks other systems stands on Node alone.'),
    mayUse('ledger', [], 'The ledger depends on no package: hashing and signing are passed in.'),
    {
      name: 'pure-libs-have-no-platform',
      comment:
        'Contracts, workflow, permissions and ledger run in the browser too, so they import nothing of Node.',
      severity: 'error',
      from: { path: pureLibs, pathNot: specs },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'libs-have-one-face',
      comment: 'Whoever uses a lib sees its index.ts alone, so that everything behind it can change.',
      severity: 'error',
      from: { path: '^(libs|apps)/([^/]+)/' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^$1/$2/'] },
    },
    {
      name: 'tests-see-faces',
      comment:
        'Tests of several rooms use them as their neighbours do, through their faces. One replaces the filter itself.',
      severity: 'error',
      from: { path: '^test/', pathNot: '^test/e2e/filter-off\\.' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/store/src/embedded/'] },
    },
    {
      name: 'apps-never-import-apps',
      comment:
        'Apps meet through libs. The launcher alone starts the server and the worker, through their faces.',
      severity: 'error',
      from: { path: '^apps/(api|worker|web)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'launcher-sees-faces',
      comment:
        'The launcher starts the server and the worker through their faces, and knows nothing behind them.',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: '^apps/', pathNot: ['^apps/cli/', '^apps/(api|worker)/src/index\\.ts$'] },
    },
    {
      name: 'web-imports-pure-libs',
      comment:
        'The browser gets contracts, workflow, permissions and ledger, and nothing that needs a server.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: pureLibs },
    },
    {
      name: 'libs-never-import-apps',
      comment: 'Doors use rooms; no room uses a door.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'What runs in an installation does not lean on what tests it.',
      severity: 'error',
      from: { path: '^(libs|apps)/', pathNot: specs },
      to: { path: ['^test/', specs] },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other are one file, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-is-found',
      comment: 'An import that leads nowhere escapes every other rule.',
      severity: 'error',
      from: {},
      // Vite makes the virtual ones while it builds.
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.d.ts'],
    },
  },
};
