import type { Settings } from '../publish/publisher-options.js';

/**
 * librdkafka leaves out, without a word, what the machine had no headers for when it was compiled. One sentence per feature these
 * settings need and this build lacks, naming the Debian package. Without any, the list is empty.
 */
export function missingFeatures(settings: Settings, available: readonly string[]): string[] {
  return NEEDS.filter((need) => need.when(settings) && !available.includes(need.feature)).map(
    (need) =>
      `${need.setting} needs ${need.feature}, which this build of node-rdkafka lacks: install ${need.debianPackage} and run "npm rebuild node-rdkafka".`,
  );
}

interface Need {
  readonly feature: string;
  readonly setting: string;
  readonly debianPackage: string;
  when(settings: Settings): boolean;
}

const NEEDS: readonly Need[] = [
  { feature: 'ssl', setting: 'TLS to Kafka', debianPackage: 'libssl-dev', when: (s) => lower(s, 'security.protocol').endsWith('ssl') },
  { feature: 'sasl_scram', setting: 'SASL SCRAM', debianPackage: 'libssl-dev', when: (s) => mechanism(s).startsWith('scram') },
  { feature: 'sasl_gssapi', setting: 'SASL GSSAPI', debianPackage: 'libsasl2-dev', when: (s) => mechanism(s) === 'gssapi' },
  { feature: 'sasl_oauthbearer', setting: 'SASL OAUTHBEARER', debianPackage: 'libssl-dev', when: (s) => mechanism(s) === 'oauthbearer' },
  {
    feature: 'oidc',
    setting: 'SASL OIDC',
    debianPackage: 'libcurl4-openssl-dev',
    when: (s) => lower(s, 'sasl.oauthbearer.method') === 'oidc',
  },
  { feature: 'zstd', setting: 'zstd compression', debianPackage: 'libzstd-dev', when: (s) => lower(s, 'compression.codec') === 'zstd' },
  { feature: 'gzip', setting: 'gzip compression', debianPackage: 'zlib1g-dev', when: (s) => lower(s, 'compression.codec') === 'gzip' },
];

/** librdkafka's own default mechanism is GSSAPI, so a SASL protocol without one needs that. */
function mechanism(settings: Settings): string {
  const named = lower(settings, 'sasl.mechanisms') || lower(settings, 'sasl.mechanism');
  if (named !== '') return named;

  return lower(settings, 'security.protocol').startsWith('sasl') ? 'gssapi' : '';
}

function lower(settings: Settings, key: string): string {
  return String(settings[key] ?? '').toLowerCase();
}
