import type { Problem } from '@mash-gateway/contracts';
import { uuidOf } from './deterministic-uuid.js';
import type { Resource } from './fhir-answers.js';
import type { MessageEvent, MessageGlimpse } from './fhir-glimpse.js';
import type { FhirRelease } from './fhir-release.js';
import type { OperationOutcome } from './operation-outcome.js';

/** How a message was taken (value set response-code). */
export type ResponseCode = 'ok' | 'transient-error' | 'fatal-error';

export interface MessageAnswer {
  readonly release: FhirRelease;
  readonly code: ResponseCode;
  /** What the answer's own ids are made from: the submission's id, or the request's when nothing was kept. */
  readonly seed: string;
  readonly at: Date;
  readonly outcome?: OperationOutcome;
}

/**
 * The answering message (FHIR R4 and STU3 §2.4): a function of what was received, so that a repeated message gets the same answer, byte for
 * byte. In STU3 the time of a message is in its header, in R4 it is in its Bundle.
 */
export function messageResponse(message: MessageGlimpse | undefined, { release, code, seed: given, at, outcome }: MessageAnswer): Resource {
  const seed = `${given} ${message?.id ?? ''}`;
  const detailsId = uuidOf(`details ${seed}`);
  const timestamp = { timestamp: at.toISOString() };
  const header = {
    resourceType: 'MessageHeader',
    id: uuidOf(`header ${seed}`),
    ...eventIn(release, message?.event ?? { system: 'urn:mash-gateway:event', code: 'message-received' }),
    ...(message?.endpoint === undefined ? {} : { destination: [{ endpoint: message.endpoint }] }),
    ...(release === 'STU3' ? timestamp : {}),
    source: { name: 'MASH Gateway', endpoint: 'urn:mash-gateway' },
    response: {
      identifier: message?.id ?? 'unknown',
      code,
      ...(outcome === undefined ? {} : { details: { reference: `urn:uuid:${detailsId}` } }),
    },
  };
  return {
    resourceType: 'Bundle',
    id: uuidOf(`bundle ${seed}`),
    type: 'message',
    ...(release === 'R4' ? timestamp : {}),
    entry: [
      { fullUrl: `urn:uuid:${header.id}`, resource: header },
      ...(outcome === undefined ? [] : [{ fullUrl: `urn:uuid:${detailsId}`, resource: { ...outcome, id: detailsId } }]),
    ],
  };
}

/** Whether the same message may be taken later: the gateway, the database or another request was in the way, not the message. */
export function responseCodeOf({ status }: Problem): ResponseCode {
  return status >= 500 || status === 409 || status === 429 ? 'transient-error' : 'fatal-error';
}

function eventIn(release: FhirRelease, event: MessageEvent): Resource {
  if ('uri' in event) return release === 'R4' ? { eventUri: event.uri } : { event: { code: event.uri } };
  return release === 'R4' ? { eventCoding: event } : { event };
}
