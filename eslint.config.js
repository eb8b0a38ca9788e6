// @ts-check
import tseslint from 'typescript-eslint';
import reactHooks from 'eslint-plugin-react-hooks';

/** Forbids imports by pattern in a room; the import-graph test checks the same rules transitively. */
const never = (...groups) => ({
  'no-restricted-imports': ['error', { patterns: groups.map(([group, message]) => ({ group, message })) }],
});

const node = [['node:*'], 'This room has no Node.'];
const electron = [['electron', 'electron/*'], 'Only main/electron and preload know Electron.'];
const room = (name) => [[`**/${name}/**`], `This room may not import ${name}/.`];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'release/**',
      'node_modules/**',
      'test-results/**',
      'playwright-report/**',
      '.cache/**',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: [
          'shared/tsconfig.json',
          'main/tsconfig.json',
          'main/electron/tsconfig.json',
          'preload/tsconfig.json',
          'renderer/tsconfig.json',
          'test/tsconfig.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only, but where a tool wants a default.',
        },
      ],
    },
  },
  { files: ['shared/**'], rules: never(node, electron, room('main'), room('renderer'), room('preload')) },
  {
    files: ['main/backend/**'],
    rules: never(electron, room('renderer'), room('preload'), room('demo-region')),
  },
  { files: ['main/demo-region/**'], rules: never(electron, room('backend'), room('renderer')) },
  {
    files: ['main/electron/**'],
    rules: never(
      [['better-sqlite3', 'axios'], 'The shell holds no store and no region client.'],
      room('renderer'),
    ),
  },
  { files: ['main/electron/policies/**'], rules: never(electron) },
  { files: ['renderer/**'], rules: never(node, electron, room('main'), room('preload')) },
  {
    files: ['renderer/**'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // The page is not built with the React Compiler, which this rule is about.
      'react-hooks/incompatible-library': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    files: [
      'scripts/**',
      'test/bench/**',
      'main/inspect.ts',
      'main/demo-region/cli.ts',
      'main/web-host.ts',
      'main/check.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  { files: ['*.config.ts', 'eslint.config.js'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.js'], extends: [tseslint.configs.disableTypeChecked] },
);
