import js from '@eslint/js';
import jest from 'eslint-plugin-jest';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '**/fixtures/', 'libs/contracts/generated/', 'coverage/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.check.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-params': ['error', 5],
      'max-lines': ['error', { max: 260, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-nested-ternary': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // Contract classes are shapes that plain objects take: they have no behaviour to lose.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      // Nest modules and decorated contract classes are legitimately classes without instance logic.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    },
  },
  {
    files: ['{apps,libs}/*/src/**/*.ts'],
    ignores: ['apps/gateway/src/config/**', '**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Only config/ reads the environment.' }],
    },
  },
  {
    files: ['libs/adapters/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/conformance/**', '**/testing/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'Adapters are pure.' },
        { name: 'performance', message: 'Adapters are pure.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Adapters take the time from their context.' },
        { object: 'Math', property: 'random', message: 'Adapters are pure.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Adapters take the time from their context.' },
      ],
    },
  },
  {
    // Refusing U+0000 is the point of the text rule.
    files: ['libs/contracts/src/field/scalar.ts'],
    rules: { 'no-control-regex': 'off' },
  },
  {
    // Code tables are data: one long list is easier to check against its source than three short ones.
    files: ['**/codes.ts', '**/codes-*.ts', '**/problems.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.spec.ts'],
    extends: [jest.configs['flat/recommended']],
    rules: { 'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly', setTimeout: 'readonly', module: 'writable' } },
  },
);
