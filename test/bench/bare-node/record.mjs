import { randomUUID } from 'node:crypto';
import { childId } from './publish.mjs';

/** What every record has besides what its source says. */
export function record(source, identifier, rest) {
  return {
    schemaVersion: '1.0.0',
    recordId: `r-${randomUUID()}`,
    childId: childId(identifier),
    ...rest,
    source: { ...source, mappingVersion: '1.0.0', position: source.position ?? 1, receivedAt: new Date().toISOString() },
    handling: HANDLING,
    delivery: { sequence: 1 },
  };
}

const HANDLING = {
  regime: 'uk-gdpr',
  controller: 'Exampleshire County Council',
  article6: 'e',
  article9: 'g',
  purpose: 'safeguarding',
  agreementId: 'bench-agreement',
};
