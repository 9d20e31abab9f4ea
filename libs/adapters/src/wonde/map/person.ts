import type { Address, PersonName, Telecom } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import type { Node } from '../read/node.js';

/** The legal name where it is told, and the one in use where it differs. Where no legal name is told, nobody says that the one in use is it. */
export function names(node: Node): PersonName[] {
  const middle = node.text('middle_names', 150)?.split(/\s+/u).slice(0, 14) ?? [];
  const title = node.text('title', 50);
  const of = (use: PersonName['use'], surname: string, forename: string): PersonName | undefined => {
    const given = node.text(forename, 150);
    const family = node.text(surname, 150);
    if (given === undefined && family === undefined) return undefined;
    return present<PersonName>({ use, family, given: kept([given, ...(given === undefined ? [] : middle)]), prefix: kept([title]) });
  };
  const legal = of('official', 'legal_surname', 'legal_forename');
  const used = of('usual', 'surname', 'forename');
  const initials = node.text('initials', 20);
  const listed = kept([legal, used && sameName(legal, used) ? undefined : used]);
  return initials !== undefined && listed.length === 0 ? [{ use: 'usual', initials }] : listed;
}

/** Telephones and e-mails of contact_details; the first number of any kind is often one of the others again. */
export function telecoms(node: Node): Telecom[] {
  const phones = node.at('phones');
  const emails = node.at('emails');
  const listed: readonly (readonly [Telecom['kind'], NonNullable<Telecom['use']> | undefined, string | undefined])[] = [
    ['phone', 'home', phones.text('home', 300)],
    ['mobile', 'mobile', phones.text('mobile', 300)],
    ['phone', 'work', phones.text('work', 300)],
    ['phone', undefined, phones.text('primary', 300)],
    ['phone', undefined, phones.text('phone', 300)],
    ['email', 'home', emails.text('home', 300)],
    ['email', 'work', emails.text('work', 300)],
    ['email', undefined, emails.text('primary', 300)],
    ['email', undefined, emails.text('email', 300)],
  ];
  const seen = new Set<string>();
  return listed.flatMap(([kind, use, value]) => {
    if (value === undefined || seen.has(value)) return [];
    seen.add(value);
    return [present<Telecom>({ kind, value, use })];
  });
}

export function addresses(node: Node): Address[] {
  const uses: readonly (readonly [string, Address['use']])[] = [
    ['home', 'home'],
    ['postal', 'correspondence'],
    ['work', 'work'],
  ];
  return uses.flatMap(([key, use]) => {
    const part = node.at('addresses').at(key);
    const stated = present<Omit<Address, 'use'>>({
      saon: part.text('apartment', 200),
      paon: kept([part.text('house_name', 90), part.text('house_number', 90)]).join(', ') || undefined,
      street: part.text('street', 200),
      locality: part.text('district', 200),
      town: part.text('town', 200),
      county: part.text('county', 200),
      postcode: part.text('postcode', 20),
      country: part.text('country', 100),
    });
    return Object.keys(stated).length === 0 ? [] : [{ use, ...stated }];
  });
}

function sameName(legal: PersonName | undefined, used: PersonName): boolean {
  return legal !== undefined && legal.family === used.family && legal.given?.[0] === used.given?.[0];
}
