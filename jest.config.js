// Jest in ESM mode. Libraries resolve to their TypeScript source through the
// "@mash-gateway/source" export condition, so no build precedes a test.
const shared = {
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/property-seed.ts'],
  testEnvironmentOptions: { customExportConditions: ['@mash-gateway/source', 'node', 'node-addons'] },
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['/dist/'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};

/** Suites that need a real Apache Kafka, real kills or third-party samples, or take minutes; `.ci/run` runs each by name. */
const heavy = [
  'ways-in',
  'schema-python',
  'packed',
  'start',
  'kafka-real',
  'fhir-real',
  'fault',
  'files',
  'soak',
  'sabotage',
  'samples',
  'fuzz',
  'bench',
];

/** The conformance kit tries every field and every place of every adapter: minutes, where the other tests of an adapter take seconds. */
const EXHAUSTIVE = '<rootDir>/libs/adapters/src/[^/]+/conformance\\.spec\\.ts$';

export default {
  maxWorkers: '100%',
  projects: [
    {
      ...shared,
      displayName: 'default',
      testMatch: ['<rootDir>/{apps,libs}/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', EXHAUSTIVE, ...heavy.map((name) => `<rootDir>/test/${name}/`)],
    },
    { ...shared, displayName: 'conformance', testMatch: ['<rootDir>/libs/adapters/src/*/conformance.spec.ts'] },
    ...heavy.map((name) => ({ ...shared, displayName: name, testMatch: [`<rootDir>/test/${name}/**/*.spec.ts`] })),
  ],
};
