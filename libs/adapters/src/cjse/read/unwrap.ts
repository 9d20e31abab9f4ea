import type { Limits } from '../../kit/adapter.js';
import { refusal } from '../../kit/issues.js';
import type { XmlElement } from '../../kit/xml-tree.js';
import { ANY_BR7, BR7, DELIVER, ENVELOPE_URIS, LIBRA, PNC_UPDATE, ROUTE } from '../namespaces.js';
import { ElementPart } from './element-part.js';
import { embeddedDocument } from './embedded.js';
import { deliverFacts, routeFacts, type EnvelopeFacts } from './envelope.js';
import type { Reading } from './values.js';

/** A payload with the envelopes that were around it. */
export interface Unwrapped {
  /** Undefined when the message only answers another and carries nothing. */
  readonly payload: XmlElement | undefined;
  /** Path of the payload. */
  readonly path: string;
  /** Outermost first. */
  readonly envelopes: readonly ElementPart[];
  /** What the outermost envelope says that says anything. */
  readonly facts: EnvelopeFacts;
}

/** An envelope inside an envelope is met; deeper nesting is not. */
const MOST_ENVELOPES = 4;
const SOAP: ReadonlySet<string> = new Set(['http://schemas.xmlsoap.org/soap/envelope/', 'http://www.w3.org/2003/05/soap-envelope']);

/**
 * Finds the payload of a message: bare, in a DeliverRequest or RouteData, as child element or as escaped text.
 * @throws Refusal `format.unexpected-root`, `format.version`, or what the second reading is refused with
 */
export async function unwrap(root: XmlElement, limits: Limits, reading: Reading): Promise<Unwrapped> {
  const envelopes: ElementPart[] = [];
  let facts: EnvelopeFacts = {};
  let element = root;
  let path = `/${stepOf(root)}`;
  while (!isPayload(element)) {
    const envelope = envelopeOf(element, path, reading);
    if (envelope === undefined) throw unexpected(element, envelopes.length === 0 ? '/' : path);
    if (envelopes.length === MOST_ENVELOPES) throw refusal('limit.depth', path, `More than ${MOST_ENVELOPES} envelopes in one another`);
    envelopes.push(envelope.part);
    if (Object.keys(facts).length === 0) facts = envelope.facts;
    if (envelope.holder === undefined) return { payload: undefined, path, envelopes, facts };
    const holder = envelope.holder.path;
    const content = envelope.holder.content(isKnown);
    if (content === undefined) throw refusal('format.missing', holder, 'The envelope is empty, or holds another document');
    element = typeof content === 'string' ? await embeddedDocument(content, holder, limits) : content;
    path = `${holder}/${stepOf(element)}`;
  }
  return { payload: element, path, envelopes, facts };
}

interface Envelope {
  readonly part: ElementPart;
  readonly facts: EnvelopeFacts;
  /** The part that holds the payload; undefined for an answer, which has none. */
  readonly holder: ElementPart | undefined;
}

function envelopeOf(element: XmlElement, path: string, reading: Reading): Envelope | undefined {
  if (element.name === 'Envelope' && SOAP.has(element.uri)) {
    const part = new ElementPart(element, path, SOAP);
    part.passOver('Header');
    return { part, facts: {}, holder: needed(part, 'Body') };
  }
  const part = new ElementPart(element, path, ENVELOPE_URIS);
  if (element.name === 'DeliverRequest' && element.uri === DELIVER)
    return { part, facts: deliverFacts(part, reading), holder: needed(part, 'Message') };
  if (element.uri !== ROUTE) return undefined;
  if (element.name === 'RouteData') {
    const facts = routeFacts(part, reading);
    const stream = needed(part, 'DataStream');
    return { part, facts, holder: needed(stream, 'DataStreamContent') };
  }
  if (element.name !== 'RouteDataResp') return undefined;
  part.passOverAll();
  return { part, facts: {}, holder: undefined };
}

function needed(part: ElementPart, name: string): ElementPart {
  const found = part.one(name);
  if (found === undefined) throw refusal('format.missing', part.place(name), 'The part of the envelope that holds the message');
  return found;
}

/** Payloads by namespace URI and local name. */
const PAYLOADS: ReadonlySet<string> = new Set([
  `${LIBRA} ResultedCaseMessage`,
  `${LIBRA} NewCaseMessage`,
  `${BR7} AnnotatedHearingOutcome`,
  `${BR7} HearingOutcome`,
  `${PNC_UPDATE} PNCUpdateDataset`,
]);
const ENVELOPES: ReadonlySet<string> = new Set([`${DELIVER} DeliverRequest`, `${ROUTE} RouteData`, `${ROUTE} RouteDataResp`]);
const STEPS: ReadonlySet<string> = new Set([...PAYLOADS, ...ENVELOPES, ...[...SOAP].map((uri) => `${uri} Envelope`)]);

function isPayload(element: XmlElement): boolean {
  return PAYLOADS.has(`${element.uri} ${element.name}`);
}

function isKnown(element: XmlElement): boolean {
  return STEPS.has(`${element.uri} ${element.name}`) || ANY_BR7.test(element.uri);
}

/** A name is told only when it is of the standard. */
function stepOf(element: XmlElement): string {
  return STEPS.has(`${element.uri} ${element.name}`) ? element.name : '*';
}

function unexpected(element: XmlElement, path: string): Error {
  if (ANY_BR7.test(element.uri) && element.uri !== BR7)
    return refusal('format.version', path, 'Only the hearing outcome of 2007-12 is read');
  return refusal('format.unexpected-root', path, 'Neither an envelope of the CJSE nor a court message of a known dialect');
}
