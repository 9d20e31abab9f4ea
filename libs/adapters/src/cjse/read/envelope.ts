import type { Coding, Identifier, Organisation, Reference } from '@mash-gateway/contracts';
import { warning } from '../../kit/issues.js';
import { kept, present } from '../../kit/texts.js';
import { ORGANISATION_UNIT } from '../codes/codes-cjs.js';
import type { ElementPart } from './element-part.js';
import type { Message } from './facts.js';
import { dated, timed, words, type Reading } from './values.js';

/** What an envelope says of the message in it. */
export type EnvelopeFacts = Message['source'];

/** DeliverRequest of the CJSE messaging schemas (messages/deliver/2006-05). */
export function deliverFacts(envelope: ElementPart, reading: Reading): EnvelopeFacts {
  const metadata = envelope.one('MessageMetadata');
  const origin = metadata?.one('OriginatingSystem');
  const type = envelope.one('MessageFormat')?.one('MessageType');
  const controller = metadata?.one('DataController');
  envelope.passOver('AckRequested', 'RequestingSystem');
  envelope.one('MessageFormat')?.passOver('MessageSchema');
  controller?.passOver('ReferencedElementURI');
  reportTest(origin, 'Environment', origin?.text('Environment')?.toLowerCase().startsWith('prod') === false, reading);
  const authoredAt = dated(metadata, 'CreationDateTime', reading);
  return present<EnvelopeFacts>({
    system: words(origin, 'Name', 200, reading),
    organisation: unitOf(words(origin, 'OrgUnitCode', 100, reading)),
    authoredAt,
    sourceVersion: authoredAt,
    expiresAt: dated(metadata, 'ExpiryDateTime', reading),
    messageType: typeOf(words(type, 'Type', 120, reading), words(type, 'Version', 60, reading)),
    addressedTo: addressee(words(metadata, 'SenderRequestedDestination', 300, reading)),
    references: kept([
      reference('message', words(envelope, 'MessageIdentifier', 120, reading)),
      reference('other', words(controller, 'Organisation', 120, reading), 'cjs/data-controller'),
    ]),
  });
}

/** RouteData of the CJSE operations schemas (common/operations). */
export function routeFacts(envelope: ElementPart, reading: Reading): EnvelopeFacts {
  const request = envelope.one('RequestFromSystem');
  const stream = envelope.one('DataStream');
  envelope.passOver('Routes');
  request?.passOver('DataController', 'User', 'SourceID');
  stream?.passOver('System', 'Name', 'Reference', 'ReferenceType', 'ContentType');
  reportTest(request, 'TestOperation', request?.text('TestOperation')?.toLowerCase() === 'true', reading);
  const authoredAt = timed(stream, 'Dated', 'Timed', reading);
  return present<EnvelopeFacts>({
    system: words(request, 'SystemID', 200, reading),
    organisation: unitOf(words(request, 'OrganizationalUnitID', 100, reading)),
    authoredAt,
    sourceVersion: authoredAt,
    messageType: typeOf(words(stream, 'DataStreamType', 120, reading), undefined),
    addressedTo: addressee(words(request, 'DestinationID', 300, reading)),
    references: kept([
      reference('message', words(request, 'CorrelationID', 120, reading)),
      reference('message', words(stream, 'SystemDataStreamID', 120, reading), 'cjs/data-stream-id'),
    ]),
  });
}

/** A message that says it is a trial is still mapped: who must not see trials uses another feed. */
function reportTest(part: ElementPart | undefined, name: string, test: boolean, { report }: Reading): void {
  if (part && test) report(warning('format.value', part.place(name), 'The sender marks the message as a test'));
}

function unitOf(code: string | undefined): Organisation | undefined {
  if (code === undefined) return undefined;
  const identifier: Identifier = { type: 'local', system: ORGANISATION_UNIT, value: code, status: 'unverified' };
  return { type: 'unknown', identifiers: [identifier] };
}

function typeOf(code: string | undefined, version: string | undefined): Coding | undefined {
  return code === undefined ? undefined : present<Coding>({ system: 'cjse/message-type', code, version });
}

function addressee(name: string | undefined): Organisation | undefined {
  return name === undefined ? undefined : { type: 'unknown', name };
}

function reference(type: Reference['type'], value: string | undefined, system?: string): Reference | undefined {
  return value === undefined ? undefined : present<Reference>({ type, value, system });
}
