import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { Refusal } from '../kit/issues.js';
import { mapHeader } from './map-header.js';
import { ADAPTER, mapChild } from './map-record.js';
import { readChildren, readHead, surveyFile } from './parse.js';
import { repeatedIds } from './repeated-ids.js';

/** The DfE children in need census, 2013 to 2026, as local authorities send it to COLLECT; one record per child. */
export const cinCensus = defineAdapter({
  ...ADAPTER,
  standard: 'DfE children in need census XML, 2013 to 2026',
  mediaTypes: ['application/xml', 'text/xml'],
  capabilities: { streaming: true, syntaxes: ['xml'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, { limits, now }: MapContext): Promise<Inspection> {
  try {
    const survey = await surveyFile(input, limits);
    const { issues } = mapHeader(await readHead(input, limits), now);
    return { accepted: true, positions: survey.children, taken: 'each', issues: [...survey.issues, ...issues] };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

async function* map(input: AdapterInput, { limits, now }: MapContext): AsyncGenerator<Mapped> {
  let position = 1;
  try {
    const { header } = mapHeader(await readHead(input, limits), now);
    const file = { header, repeated: await repeatedIds(input, limits), now };
    for await (const child of readChildren(input, limits)) {
      yield mapChild(child, position, file);
      position += 1;
    }
  } catch (error) {
    // Only a body that was not inspected, or that changed since, can be refused here.
    yield { kind: 'refused', position, issues: [issueOf(error)] };
  }
}

function issueOf(error: unknown): Issue {
  if (error instanceof Refusal) return error.issue;
  throw error;
}
