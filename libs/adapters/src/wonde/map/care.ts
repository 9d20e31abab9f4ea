import type { CareStatus, Coding } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import { SEN_STATUS } from '../codes.js';
import type { Node } from '../read/node.js';

/** Statuses of extended_details. */
export function careStatuses(details: Node): CareStatus[] {
  return kept([
    lookedAfter(details),
    specialNeeds(details),
    flagged(details, 'free_school_meals', 'free-school-meals', ['free_school_meals_6']),
    flagged(details, 'service_children_indicator', 'service-child'),
    flagged(details, 'young_carer', 'young-carer'),
  ]);
}

function lookedAfter(details: Node): CareStatus | undefined {
  const now = details.flag('in_lea_care');
  const ever = details.flag('ever_in_care');
  if (now === undefined && ever === undefined) return undefined;
  return present<CareStatus>({
    kind: 'looked-after',
    state: now === undefined && details.raw('in_lea_care') !== undefined ? 'unknown' : careState(now, ever),
    original: kept([said(details, 'in_lea_care'), said(details, 'ever_in_care')]),
  });
}

function careState(now: boolean | undefined, ever: boolean | undefined): CareStatus['state'] {
  if (now === true) return 'current';
  if (now === undefined) return ever === true ? 'unknown' : 'never';
  return ever === true ? 'ended' : 'not-current';
}

function specialNeeds(details: Node): CareStatus | undefined {
  const original = details.coding('sen_status', SEN_STATUS);
  if (original === undefined) return undefined;
  const kind = SEN_STATUS.entries[original.code]?.normalised;
  if (kind === 'none') return { kind: 'sen-support', state: 'not-current', original: [original] };
  return { kind: kind ?? 'other', state: kind === undefined ? 'unknown' : 'current', original: [original] };
}

function flagged(details: Node, key: string, kind: CareStatus['kind'], beside: readonly string[] = []): CareStatus | undefined {
  const flag = details.flag(key);
  const further = beside.map((other) => said(details, other));
  if (flag === undefined && kept(further).length === 0) return undefined;
  return { kind, state: stateOf(flag), original: kept([said(details, key), ...further]) };
}

function stateOf(flag: boolean | undefined): CareStatus['state'] {
  if (flag === undefined) return 'unknown';
  return flag ? 'current' : 'not-current';
}

function said(details: Node, key: string): Coding | undefined {
  return details.ownCoding(key);
}
