import { join } from 'node:path';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { Gateway } from '../gateway.js';
import { LOG_FILE } from './log-file.js';

/** What a person reads when the gateway has started: where everything is. */
export function banner(config: GatewayConfig, gateway: Pick<Gateway, 'url' | 'bootstrap' | 'refilled'>): string {
  const { url, bootstrap, refilled } = gateway;
  return [
    '',
    'MASH Gateway is running. Ctrl-C stops it.',
    `  API      ${url}/v1        description: ${url}/openapi.json`,
    `  FHIR     ${url}/fhir`,
    `  Pages    ${url}/console`,
    `  Health   ${url}/health/ready`,
    `  Kafka    ${bootstrap}    topics: ${config.recipients.map(({ id }) => `mash.${id}.child-record.v1`).join(', ')}`,
    ...(config.kafka.kind === 'demo'
      ? ['           This is an embedded DEMONSTRATION broker: on this machine only, and empty at every start.']
      : []),
    ...(refilled > 0 ? [`           The latest ${String(refilled)} records have been sent to it once more.`] : []),
    ...(config.demo && config.kafka.kind === 'demo' ? [`  Log      ${join(config.dataDir, LOG_FILE)}`] : []),
    ...(config.authentication === undefined ? ['  No credentials are asked for: only this machine can connect.'] : []),
    '',
  ].join('\n');
}
