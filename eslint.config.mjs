import { globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const vagueName = /(^|[a-z])(utils?|common|helpers?)$/i;

// ESLint has no rule about the names of files, and the house has one.
const house = {
  rules: {
    'telling-file-name': {
      meta: {
        type: 'suggestion',
        schema: [],
        messages: { vague: 'Name this file for what it is about: "{{name}}" says nothing.' },
      },
      create: (context) => ({
        Program(node) {
          const parts = context.filename
            .split(/[\\/]/)
            .slice(-3)
            .map((part) => part.replace(/\..*$/, ''));
          const vague = parts.find((part) => vagueName.test(part));
          if (vague !== undefined) context.report({ node, messageId: 'vague', data: { name: vague } });
        },
      }),
    },
  },
};

const roleWords = [
  {
    selector:
      "BinaryExpression[operator=/^[!=]==?$/]:matches([left.property.name='role'], [left.name='role'], [right.property.name='role'], [right.name='role'])",
    message:
      'Who may do what is said in libs/permissions alone: ask the ability instead of comparing a role.',
  },
  {
    selector: 'Identifier[name=/^is(Admin|Administrator|Manager|Auditor|Staff|Observer)$/]',
    message:
      'Who may do what is said in libs/permissions alone: ask the ability instead of asking for a role.',
  },
];

const vagueIdentifiers = {
  selector: 'Identifier[name=/(^|[a-z])([uU]tils?|[hH]elpers?)$/]',
  message: 'Name it for what it does: util and helper say nothing.',
};

const sizes = (functionLines) => ({
  'max-lines': ['error', { max: 320, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: functionLines, skipBlankLines: true, skipComments: true }],
});

export default tseslint.config(
  globalIgnores([
    'dist/',
    'coverage/',
    '.uphold/',
    'node_modules/',
    'apps/web/public/',
    'test/browser/pictures/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,mjs,js,cjs}'],
    plugins: { house },
    rules: {
      ...sizes(60),
      'house/telling-file-name': 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-console': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      complexity: ['error', 15],
      'max-depth': ['error', 4],
      'max-params': ['error', 5],
      'no-restricted-syntax': ['error', ...roleWords, vagueIdentifiers],
    },
  },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true, caughtErrors: 'none' },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
    },
  },
  {
    files: ['**/*.tsx', '**/*.spec.ts', '**/*-spec.ts', 'test/**/*'],
    rules: sizes(200),
  },
  {
    files: ['**/*.tsx'],
    rules: { complexity: ['error', 20] },
  },
  {
    // A migration is one list of SQL, and is read as one.
    files: ['libs/store/src/migrations/**/*'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    // In apps/cli/src/serve a role is what a process does, not what a person may do.
    files: ['libs/permissions/**/*', 'apps/cli/src/serve/**/*'],
    rules: { 'no-restricted-syntax': ['error', vagueIdentifiers] },
  },
  {
    files: ['apps/cli/**/*', 'scripts/**/*', 'test/bench/**/*'],
    rules: { 'no-console': 'off' },
  },
);
