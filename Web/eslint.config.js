import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

const kit = { name: 'antd', importNames: ['Table', 'Alert', 'Result', 'Skeleton', 'Breadcrumb'], message: 'Use the ui/ kit.' };
const antd = ['antd', 'antd/*', '@ant-design/*'];

/** What files of a folder may not import. */
function without(files, patterns, paths = []) {
  return { files, rules: { 'no-restricted-imports': ['error', { paths, patterns }] } };
}

export default ts.config(
  { ignores: ['dist', 'test-results', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    languageOptions: { globals: globals.browser },
    rules: {
      ...hooks.configs.recommended.rules,
      'max-len': ['error', { code: 120, ignoreUrls: true, ignoreStrings: true, ignoreTemplateLiterals: true, ignorePattern: '[<>]' }],
      'max-lines': ['error', 400],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  // A capability never reaches into another: inside one, imports are relative; what two need belongs to ui/ or api/.
  without(['src/features/**/*.{ts,tsx}'], [
    { group: ['@/features/*', '../../*'], message: 'Features may not import one another.' },
    { group: ['@/app/*', '!@/app/paths'], message: 'Features know only the paths of the app.' },
  ], [kit]),
  without(['src/app/**/*.{ts,tsx}'], [], [kit]),
  without(['src/ui/**/*.{ts,tsx}'], [{ group: ['@/features/*', '@/app/*'], message: 'ui/ stands below.' }]),
  without(['src/api/**/*.{ts,tsx}'], [{ group: ['@/features/*', '@/app/*', '@/ui/*', ...antd], message: 'api/ stands lowest.' }]),
);
