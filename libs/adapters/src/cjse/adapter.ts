import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { fault, notice, Refusal } from '../kit/issues.js';
import { judgeAll } from './map/company.js';
import { recordOf, type Identity } from './map/record.js';
import { readMessage } from './read/read-message.js';

const IDENTITY: Identity = { adapter: 'cjse', version: '1.0.0', standard: 'CJSE court messages: Libra SPI, BR7, Common Platform' };

/**
 * UK criminal-justice messages. One record for each person under eighteen on the day of receipt, defendant, victim or witness, in each
 * case of the message; everybody else is dropped and counted.
 */
export const cjse = defineAdapter({
  id: IDENTITY.adapter,
  version: IDENTITY.version,
  standard: IDENTITY.standard,
  mediaTypes: ['application/xml', 'text/xml', 'application/json'],
  capabilities: { streaming: false, syntaxes: ['xml', 'json'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, context: MapContext): Promise<Inspection> {
  try {
    const message = await readMessage(input, context);
    const parties = message.matters.reduce((sum, matter) => sum + matter.parties.length, 0);
    if (parties > context.limits.records)
      return { accepted: false, issues: [fault('limit.items', '/', `More than ${context.limits.records} people`)] };
    // A message about nobody is one position too, so that it does not disappear unseen.
    return { accepted: true, positions: Math.max(parties, 1), taken: 'each', issues: message.issues.all() };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

async function* map(input: AdapterInput, context: MapContext): AsyncGenerator<Mapped> {
  try {
    const message = await readMessage(input, context);
    const all = judgeAll(message, context.now);
    if (all.length === 0) yield { kind: 'nothing', position: 1, issues: [notice('format.no-child', '/', 'The message is about nobody')] };
    for (const [index, { child, issues, ...judged }] of all.entries()) {
      const position = index + 1;
      if (child) yield { kind: 'record', position, record: recordOf({ ...judged, message, position, found: issues }, IDENTITY) };
      else yield { kind: 'nothing', position, issues };
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position: 1, issues: [issueOf(error)] };
  }
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
