import type { Issue } from '@mash-gateway/contracts';
import { defineAdapter, type AdapterInput, type Inspection, type MapContext, type Mapped } from '../kit/adapter.js';
import { Refusal } from '../kit/issues.js';
import { mapHeader } from './map-header.js';
import { ADAPTER, mapPupil } from './map-pupil.js';
import { readHead, readPupils, surveyFile } from './parse.js';
import { repeatedNumbers } from './repeated-numbers.js';

/** The DfE Common Transfer File, versions 15 to 25 and the dialects of the README; one record per pupil. */
export const ctf = defineAdapter({
  ...ADAPTER,
  standard: 'DfE Common Transfer File, CTF 15 to 25',
  mediaTypes: ['application/xml', 'text/xml'],
  capabilities: { streaming: true, syntaxes: ['xml'], manyRecords: true },
  inspect,
  map,
});

async function inspect(input: AdapterInput, { limits, now }: MapContext): Promise<Inspection> {
  try {
    const survey = await surveyFile(input, limits);
    const { issues } = mapHeader(await readHead(input, limits), now);
    return { accepted: true, positions: survey.pupils, taken: 'each', issues: [...survey.issues, ...issues] };
  } catch (error) {
    return { accepted: false, issues: [issueOf(error)] };
  }
}

async function* map(input: AdapterInput, { limits, now }: MapContext): AsyncGenerator<Mapped> {
  let position = 1;
  try {
    const { header } = mapHeader(await readHead(input, limits), now);
    const file = { header, repeated: await repeatedNumbers(input, limits), now };
    for await (const pupil of readPupils(input, limits)) {
      yield mapPupil(pupil, position, file);
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
