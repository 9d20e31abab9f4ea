import type { Address, Period } from '@mash-gateway/contracts';
import { present } from '../kit/texts.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

const USES = ['home', 'temporary', 'placement', 'correspondence', 'work', 'school', 'former', 'incident', 'unknown'] as const;

/** Addresses of a person or child, and whether one of them must not be found. */
export function addressesOf(owner: Part, scope: Scope): { readonly addresses: Address[]; readonly guarded: boolean } {
  const found = scope.each(owner, 'Address', 30, (part) => addressOf(part, scope, 'home', '/addresses'));
  const withheld = scope.absences().some((absence) => absence.field === '/addresses' && absence.reason === 'withheld');
  return { addresses: found, guarded: withheld || found.some((address) => address.confidential) };
}

/** An address in parts (POLE DS_005, DS_007 to DS_011) or lines; hidden becomes confidential. */
export function addressOf(part: Part, scope: Scope, use: Address['use'], field: string): Address | undefined {
  const hidden = scope.guard(part, 'hidden');
  const stated = scope.choice(part, 'use', USES);
  const period = periodOf(part, scope);
  if (scope.lacks(part, field)) return undefined;
  const piece = (name: string, max: number): string | undefined => scope.plain(part.one(name), max);
  return present<Address>({
    use: stated ?? use,
    lines: scope.each(part, 'Line', 10, (line) => scope.plain(line, 200)),
    saon: piece('SubBuilding', 200),
    paon: piece('Building', 200),
    street: piece('Street', 200),
    locality: piece('Locality', 200),
    town: piece('Town', 200),
    county: piece('County', 200),
    postcode: piece('Postcode', 20),
    country: piece('Country', 100),
    uprn: piece('Uprn', 20),
    period,
    confidential: hidden || undefined,
  });
}

/** The attributes since and until of an element. */
export function periodOf(part: Part, scope: Scope): Period | undefined {
  const moment = (name: string): string | undefined => {
    return scope.moment(part.attribute(name), `${part.path}/@${name}`);
  };
  const period = present<Period>({ start: moment('since'), end: moment('until') });
  return Object.keys(period).length === 0 ? undefined : period;
}
