import type { Identifier } from '@mash-gateway/contracts';
import { nhsNumber, plainIdentifier } from '../../kit/identifiers.js';
import { kept } from '../../kit/texts.js';
import { nhsNumberHolds } from '../../kit/check-digits.js';
import type { Element } from '../read/element.js';
import type { Entry } from './entries.js';
import { identifier } from '../map/map-identifiers.js';
import type { Mapping } from '../map/mapping.js';

/**
 * Numbers the source says were replaced: PDS answers a question for an old NHS number with the new record, so the
 * number asked for is in `fullUrl` and the new one in `id`; and `link[type=replaces]` names replaced records.
 */
export function supersededIdentifiers(patient: Element, entry: Entry | undefined, mapping: Mapping): Identifier[] {
  const replaced = patient.many('link').filter((link) => link.value['type'] === 'replaces');
  return kept([asked(patient, entry, mapping), ...replaced.map((link) => replacedBy(link.one('other'), mapping))]);
}

function asked(patient: Element, entry: Entry | undefined, mapping: Mapping): Identifier | undefined {
  const wanted = /\/Patient\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[^/]+)?$/u.exec(entry?.fullUrl ?? '')?.[1];
  const id = patient.value['id'];
  if (wanted === undefined || typeof id !== 'string' || wanted === id) return undefined;
  const location = `Bundle.entry[${entry?.index ?? 0}].fullUrl`;
  return old(wanted, location, mapping);
}

function replacedBy(other: Element | undefined, mapping: Mapping): Identifier | undefined {
  if (!other) return undefined;
  const logical = identifier(other.one('identifier'), mapping);
  if (logical) return { ...logical, status: logical.status === 'failed-check-digit' ? logical.status : 'superseded' };
  const id = /Patient\/([A-Za-z0-9.-]{1,64})/u.exec(other.text('reference') ?? '')?.[1];
  return id === undefined ? undefined : old(id, other.at('reference'), mapping);
}

function old(value: string, location: string, mapping: Mapping): Identifier | undefined {
  const reading = { location, report: mapping.report, superseded: true };
  return nhsNumberHolds(value) ? nhsNumber(value, reading) : plainIdentifier('local', value, reading);
}
