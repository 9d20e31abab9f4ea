import type { Identifier, PersonName } from '@mash-gateway/contracts';
import { plainIdentifier } from '../../kit/identifiers.js';
import { fitText } from '../../kit/texts.js';
import type { Element } from '../read/element.js';
import { identifier } from './map-identifiers.js';
import type { Mapping } from './mapping.js';

/** What a Reference says of a person whose resource is not in the submission. */
export function named(reference: Element, mapping: Mapping): { readonly identifiers?: Identifier[]; readonly names?: PersonName[] } {
  reference.pass('type');
  const { report } = mapping;
  const logical = identifier(reference.one('identifier'), mapping);
  const literal = /(?:^|\/)Patient\/([A-Za-z0-9.-]{1,64})/u.exec(reference.text('reference') ?? '')?.[1];
  const local = logical ? undefined : plainIdentifier('local', literal, { location: reference.at('reference'), report });
  const display = fitText(reference.text('display'), 300, reference.at('display'), report);
  const found = logical ?? local;
  return {
    ...(found ? { identifiers: [found] } : {}),
    ...(display === undefined ? {} : { names: [{ use: 'unknown', text: display }] }),
  };
}
