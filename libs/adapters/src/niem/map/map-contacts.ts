import type { Telecom } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import type { Node } from '../read/node.js';
import { isGuarded } from './map-address.js';
import type { Reading } from './reading.js';

const TELEPHONES: ReadonlySet<string> = new Set([
  'TelephoneNumber',
  'ContactTelephoneNumber',
  'ContactMobileTelephoneNumber',
  'ContactHomeTelephoneNumber',
]);

/** The indicators of a LEXS EntityTelephoneNumberAssociation, the first that is true decides. */
const USES: readonly (readonly [indicator: string, kind: Telecom['kind'], use: Telecom['use'] | undefined])[] = [
  ['TelephoneNumberFaxIndicator', 'fax', undefined],
  ['TelephoneNumberMobileIndicator', 'mobile', 'mobile'],
  ['TelephoneNumberHomeIndicator', 'phone', 'home'],
  ['TelephoneNumberWorkIndicator', 'phone', 'work'],
  ['TelephoneNumberEmergencyIndicator', 'phone', 'emergency'],
  ['TelephoneNumberUnspecifiedIndicator', 'phone', 'unknown'],
];

/**
 * Telephone numbers and e-mail addresses of a contact element: one that is itself a number or address, or one that holds
 * several (nc:ContactInformation).
 * @param association says what the number is used for, in LEXS
 */
export function telecomsOf(contact: Node, association: Node | undefined, reading: Reading): Telecom[] {
  const confidential = isGuarded(contact) || undefined;
  if (contact.name === 'ContactEmailID') return withMail(contact, confidential, reading);
  if (TELEPHONES.has(contact.name)) return kept([telephoneOf(contact, association, confidential, reading)]);
  return [
    ...kept(contact.many(...TELEPHONES).map((number) => telephoneOf(number, association, confidential, reading))),
    ...contact.many('ContactEmailID').flatMap((mail) => withMail(mail, confidential, reading)),
  ];
}

function withMail(node: Node, confidential: true | undefined, reading: Reading): Telecom[] {
  const value = reading.text(node, 300);
  return value === undefined ? [] : [present<Telecom>({ kind: 'email', value, confidential })];
}

function telephoneOf(node: Node, association: Node | undefined, confidential: true | undefined, reading: Reading): Telecom | undefined {
  const value = numberOf(node, reading);
  if (value === undefined) return undefined;
  const stated = USES.filter(([indicator]) => association && reading.truth(association.one(indicator)));
  const [, kind, use] = stated[0] ?? [];
  const mobile = node.name === 'ContactMobileTelephoneNumber';
  const home = node.name === 'ContactHomeTelephoneNumber' ? 'home' : undefined;
  return present<Telecom>({
    kind: kind ?? (mobile ? 'mobile' : 'phone'),
    value,
    use: use ?? home,
    confidential: confidential ?? (isGuarded(node) || undefined),
  });
}

/** nc:TelephoneNumberRepresentation: whole, North American or international. */
function numberOf(node: Node, reading: Reading): string | undefined {
  const full = node.one('FullTelephoneNumber');
  const american = node.one('NANPTelephoneNumber');
  const international = node.one('InternationalTelephoneNumber');
  const parts = (holder: Node, names: readonly string[], separator: string): string =>
    kept(names.map((name) => reading.text(holder.one(name), 60))).join(separator);
  const suffix = (holder: Node): string => {
    const extension = reading.text(holder.one('TelephoneSuffixID'), 60);
    return extension === undefined ? '' : ` x${extension}`;
  };
  if (full) return nonEmpty(`${parts(full, ['TelephoneNumberFullID'], '')}${suffix(full)}`);
  if (american)
    return nonEmpty(`${parts(american, ['TelephoneAreaCodeID', 'TelephoneExchangeID', 'TelephoneLineID'], '-')}${suffix(american)}`);
  if (international) {
    const country = reading.text(international.one('TelephoneCountryCodeID'), 10);
    return nonEmpty(
      `${country === undefined ? '' : `+${country.replace(/^\+/u, '')} `}${parts(international, ['TelephoneNumberID'], '')}${suffix(international)}`,
    );
  }
  return reading.text(node, 300);
}

function nonEmpty(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}
