import type { Issue } from '@mash-gateway/contracts';
import type { AdapterInput, MapContext } from '../../kit/adapter.js';
import { IssueList, notice } from '../../kit/issues.js';
import { jsonDocument } from '../../kit/json.js';
import { xmlDocument } from '../../kit/xml.js';
import { outcomeOf } from '../br7/message.js';
import { hearingMessage } from '../common-platform/message.js';
import { newCases, resultedCases } from '../libra/message.js';
import { BR7_URIS, LIBRA, LIBRA_URIS } from '../namespaces.js';
import { ElementPart } from './element-part.js';
import type { Message } from './facts.js';
import { findHearing } from './read-json.js';
import { unwrap } from './unwrap.js';
import type { Reading } from './values.js';

/**
 * Reads a message of any dialect, whole: court messages are small, and one defendant is not understood without the hearing.
 * @throws Refusal of the readers, or of {@link unwrap} and {@link findHearing}
 */
export async function readMessage(input: AdapterInput, context: MapContext): Promise<Message> {
  return input.mediaType.endsWith('json') ? readJson(input, context) : readXml(input, context);
}

async function readXml(input: AdapterInput, { limits, now }: MapContext): Promise<Message> {
  const issues = new IssueList();
  const reading: Reading = { report: issues.report, now };
  const { payload, path, envelopes, facts } = await unwrap(await xmlDocument(input, limits, 'direct'), limits, reading);
  if (payload === undefined) {
    issues.report(notice('format.no-child', path, 'An answer of the exchange, about no case'));
    return { source: facts, handling: {}, matters: [], issues };
  }
  const part = new ElementPart(payload, path, payload.uri === LIBRA ? LIBRA_URIS : BR7_URIS);
  const read = payloadFacts(part, payload.name, reading);
  const message: Message = { ...read, source: { ...read.source, ...facts, ...references(facts, read.source) }, issues };
  place(message, [...envelopes, part]);
  return message;
}

type Facts = Pick<Message, 'source' | 'handling' | 'matters'>;

function payloadFacts(part: ElementPart, name: string, reading: Reading): Facts {
  switch (name) {
    case 'ResultedCaseMessage':
      return { source: {}, handling: {}, matters: resultedCases(part, reading.now) };
    case 'NewCaseMessage':
      return { source: {}, handling: {}, matters: newCases(part, reading.now) };
    default:
      return outcomeOf(part, reading);
  }
}

/** Reference numbers of the envelope and of what is in it are both of the message. */
function references(envelope: Message['source'], payload: Message['source']): Pick<Message['source'], 'references'> {
  const all = [...(envelope.references ?? []), ...(payload.references ?? [])];
  return all.length === 0 ? {} : { references: all };
}

async function readJson(input: AdapterInput, { limits, now }: MapContext): Promise<Message> {
  const issues = new IssueList();
  const wrong: Issue[] = [];
  const reading: Reading = { report: issues.report, now };
  const found = findHearing(await jsonDocument(input, limits), limits, reading, (issue) => wrong.push(issue));
  const read = hearingMessage(found.hearing, reading);
  const message: Message = { ...read, source: { ...found.facts, ...read.source, ...references(found.facts, read.source) }, issues };
  place(message, [...found.envelopes, found.hearing], wrong);
  return message;
}

interface Leaving {
  reportLeftovers(report: (issue: Issue) => void): void;
}

/** What nobody asked for is reported with the party or matter it stands in, so that it reaches the record it belongs to. */
function place(message: Message, parts: readonly Leaving[], wrong: readonly Issue[] = []): void {
  const owners = new Map<string, IssueList>();
  for (const matter of message.matters) {
    owners.set(matter.path, matter.issues);
    for (const party of matter.parties) owners.set(party.path, party.issues);
  }
  const report = (issue: Issue): void => {
    (ownerOf(issue.location, owners) ?? message.issues).report(issue);
  };
  for (const issue of wrong) report(issue);
  for (const part of parts) part.reportLeftovers(report);
}

/** The nearest part above a location that has issues of its own. */
function ownerOf(location: string, owners: ReadonlyMap<string, IssueList>): IssueList | undefined {
  let path = location;
  for (;;) {
    const owner = owners.get(path);
    if (owner !== undefined) return owner;
    const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('.'));
    if (cut <= 0) return undefined;
    path = path.slice(0, cut);
  }
}
