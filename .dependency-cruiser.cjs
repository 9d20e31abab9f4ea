/** The architecture, each rule said in one sentence. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const ours = '^(apps|libs)/';

module.exports = {
  forbidden: [
    rule('no-circular', 'No cycles.', {}, { circular: true }),
    rule(
      'contracts-stand-alone',
      'contracts depends on nothing of ours.',
      { path: '^libs/contracts/' },
      { path: ours, pathNot: '^libs/contracts/' },
    ),
    rule(
      'adapters-on-contracts-only',
      'adapters depend only on contracts.',
      { path: '^libs/adapters/' },
      { path: ours, pathNot: '^libs/(adapters|contracts)/' },
    ),
    rule('kafka-stands-alone', 'kafka depends on nothing of ours.', { path: '^libs/kafka/' }, { path: ours, pathNot: '^libs/kafka/' }),
    rule('libs-never-reach-the-app', 'No library imports the gateway.', { path: '^libs/' }, { path: '^apps/' }),
    rule(
      'adapters-are-pure',
      'No Nest, Kafka, SQL, file, network, clock or process inside adapters (tests aside).',
      { path: '^libs/adapters/src/', pathNot: '(\\.spec\\.ts$|/conformance/|/testing/)' },
      { path: '(@nestjs|node-rdkafka|node_modules/pg/|^(node:)?(fs|net|http|https|child_process|process)(/|$))' },
    ),
    rule(
      'one-file-touches-librdkafka',
      'Only libs/kafka/src/librdkafka.ts imports node-rdkafka.',
      { path: ours, pathNot: '^libs/kafka/src/librdkafka\\.ts$' },
      { path: 'node-rdkafka' },
    ),
    rule(
      'no-import-past-exports',
      "No import past a package's exports, but for the bodies that its tests make.",
      { path: '^(apps|test)/' },
      { path: '^libs/[^/]+/src/(?!index\\.ts$|[^/]+/index\\.ts$|[^/]+/testing/)' },
    ),
    rule(
      'no-dumping-grounds',
      'No folder is called utils, common, shared, helpers or core.',
      {},
      { path: '^(apps|libs|test)/.*/(utils|common|shared|helpers|core)/' },
    ),
    rule(
      'sources-never-import-tests',
      'Product code never imports a test.',
      { path: '/src/', pathNot: '\\.spec\\.ts$' },
      { path: '(\\.spec\\.ts$|^test/)' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|/fixtures/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.check.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['@mash-gateway/source', 'import', 'node', 'types', 'default'] },
  },
};
