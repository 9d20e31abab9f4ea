import type { Identifier, PersonName } from '@mash-gateway/contracts';
import { nhsNumber, plainIdentifier } from '../../kit/identifiers.js';
import { fitText } from '../../kit/texts.js';
import { nhsNumberInUrl } from '../codes/pds-url.js';
import type { Element } from '../read/element.js';
import { identifier } from './map-identifiers.js';
import type { Mapping } from './mapping.js';

/** What a Reference says of a person whose resource is not in the submission. */
export function named(reference: Element, mapping: Mapping): { readonly identifiers?: Identifier[]; readonly names?: PersonName[] } {
  reference.pass('type');
  const { report } = mapping;
  const logical = identifier(reference.one('identifier'), mapping);
  const local = logical ? undefined : inReference(reference, mapping);
  const display = fitText(reference.text('display'), 300, reference.at('display'), report);
  const found = logical ?? local;
  return {
    ...(found ? { identifiers: [found] } : {}),
    ...(display === undefined ? {} : { names: [{ use: 'unknown', text: display }] }),
  };
}

/** The id a reference holds: in PDS the NHS number, elsewhere the sender's own. */
function inReference(reference: Element, { report }: Mapping): Identifier | undefined {
  const url = reference.text('reference') ?? '';
  const reading = { location: reference.at('reference'), report };
  const number = nhsNumberInUrl(url);
  if (number !== undefined) return nhsNumber(number, reading);
  return plainIdentifier('local', /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})/u.exec(url)?.[1], reading);
}
