import type { Information, Professional } from '@mash-gateway/contracts';
import { fitList, kept } from '../../kit/texts.js';
import type { Entry, Submitted } from '../../fhir/choose/entries.js';
import { organisation } from '../../fhir/map/map-organisations.js';
import { professionalOf } from '../../fhir/map/map-professionals.js';
import type { Mapping } from '../../fhir/map/mapping.js';

/** Practitioners, services and organisations that stand in a message for nobody to refer to. */
export function senders({ framed, roles }: Submitted, mapping: Mapping): Omit<Information, 'entryId'> | undefined {
  const acting = new Set([...(roles ?? new Map()).values()]);
  const found = (framed ?? []).filter(({ resource }) => resource && !acting.has(resource)).map((entry) => sender(entry, mapping));
  const professionals = fitList(kept(found), 20, '/information/professionals', mapping.report);
  if (professionals.length === 0) return undefined;
  return { kind: 'other', dfeRecordType: 'health.details', title: 'Who else the message names', professionals: [...professionals] };
}

function sender({ resource, type }: Entry, mapping: Mapping): Professional | undefined {
  if (!resource) return undefined;
  resource.pass('id');
  const own = professionalOf(resource, undefined, mapping);
  const provider = type === 'HealthcareService' ? organisation(resource.one('providedBy'), 'health-organisation', mapping) : undefined;
  if (!provider) return own;
  const service = own?.organisation;
  return {
    ...own,
    ...(service?.identifiers ? { identifiers: service.identifiers } : {}),
    organisation: {
      ...provider,
      ...(service?.telecoms ? { telecoms: [...(provider.telecoms ?? []), ...service.telecoms].slice(0, 10) } : {}),
    },
  };
}
