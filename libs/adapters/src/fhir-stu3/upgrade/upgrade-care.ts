import { lookup } from '../../fhir/read/lookup.js';
import { isList, isObject, type Json } from '../../fhir/read/tree.js';
import type { Moving } from './moving.js';

/** What changed between STU3 and R4 in the resources about contacts, concerns and plans. */
export const CARE_UPGRADES: Readonly<Record<string, (moving: Moving) => Moving>> = {
  Flag: (moving) => moving.list('category'),
  Encounter: (moving) =>
    moving
      .rename('reason', 'reasonCode')
      .rename('incomingReferral', 'basedOn')
      .list('appointment')
      .each('diagnosis', (part) => part.rename('role', 'use')),
  Condition: (moving) =>
    moving
      .concept('clinicalStatus', 'http://hl7.org/fhir/condition-clinical')
      .concept('verificationStatus', 'http://hl7.org/fhir/condition-ver-status')
      .rename('assertedDate', 'recordedDate')
      .list('stage'),
  Observation: (moving) =>
    noteOf(relatedOf(moving.list('interpretation').each('component', (part) => part.list('interpretation'))), 'comment'),
  Communication: (moving) => moving.rename('topic', 'about').notDone('notDone', 'notDoneReason'),
  ReferralRequest: (moving) =>
    requested(moving)
      .list('type', 'category')
      .rename('recipient', 'performer')
      .lift('requester', 'onBehalfOf', 'onBehalfOf')
      .unwrap('requester', 'agent'),
  ProcedureRequest: (moving) => moving.list('performer').lift('requester', 'onBehalfOf', 'onBehalfOf').unwrap('requester', 'agent'),
  Task: (moving) => moving.lift('requester', 'onBehalfOf', 'onBehalfOf').unwrap('requester', 'agent').rename('reason', 'reasonCode'),
  CarePlan: (moving) => authors(moving),
  Goal: (moving) => moving.rename('status', 'lifecycleStatus').list('target'),
  DocumentReference: (moving) =>
    moving
      .list('class', 'category')
      .rename('indexed', 'date')
      .each('context', (part) => part.list('encounter')),
  Binary: (moving) => moving.rename('content', 'data'),
  Appointment: (moving) =>
    moving
      .list('serviceCategory')
      .rename('reason', 'reasonCode')
      .rename('indication', 'reasonReference')
      .rename('incomingReferral', 'basedOn'),
};

/** A comment in words is a note in R4. */
function noteOf(moving: Moving, from: string): Moving {
  const text = moving.tree[from];
  if (typeof text !== 'string') return moving;
  const note = moving.leaf({ text }, `${moving.path}.${from}`);
  return moving.put('note', [note], from);
}

/** `related[type=has-member|derived-from].target`; other kinds of relation stay where they are. */
function relatedOf(moving: Moving): Moving {
  const related = moving.tree['related'];
  if (!isList(related)) return moving;
  const kept: Json[] = [];
  const found: Record<'hasMember' | 'derivedFrom', Json[]> = { hasMember: [], derivedFrom: [] };
  related.forEach((item, index) => {
    if (!isObject(item)) return;
    const at = `${moving.path}.related[${index}]`;
    const name = typeof item['type'] === 'string' ? KINDS[item['type']] : undefined;
    const target = item['target'];
    if (name === undefined || !isObject(target)) kept.push(moving.placed(item, at));
    else found[name].push(moving.placed(target, `${at}.target`));
  });
  for (const name of ['hasMember', 'derivedFrom'] as const)
    if (found[name].length > 0) moving.set(name, found[name], `${moving.path}.related`);
  if (kept.length > 0) moving.tree['related'] = kept;
  else moving.remove('related');
  return moving;
}

const KINDS: Readonly<Record<string, 'hasMember' | 'derivedFrom' | undefined>> = lookup({
  'has-member': 'hasMember',
  'derived-from': 'derivedFrom',
});

/** STU3 asks for several services, R4 for one with details. */
function requested(moving: Moving): Moving {
  const list = moving.tree['serviceRequested'];
  if (!isList(list)) return moving;
  const concepts = list.flatMap((item, index) =>
    isObject(item) ? [moving.placed(item, `${moving.path}.serviceRequested[${index}]`)] : [],
  );
  const [first, ...more] = concepts;
  if (!first) return moving;
  moving.put('code', first, 'serviceRequested');
  return more.length > 0 ? moving.set('orderDetail', more, `${moving.path}.serviceRequested`) : moving;
}

/** The first author holds the plan, the others contributed to it. */
function authors(moving: Moving): Moving {
  const list = moving.tree['author'];
  if (!isList(list)) return moving;
  const all = list.flatMap((item, index) => (isObject(item) ? [moving.placed(item, `${moving.path}.author[${index}]`)] : []));
  const [first, ...more] = all;
  if (!first) return moving;
  moving.put('author', first, 'author');
  return more.length > 0 ? moving.set('contributor', more, `${moving.path}.author`) : moving;
}
