import type { Chance } from './chance.js';

/** In every value that a fuzz run plants, so that one repeated in an issue is seen. */
export const CANARY = 'Qzxv7canary';

const ODD: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '1e400',
  '9007199254740993',
  'true',
  'null',
  'undefined',
  'NaN',
  '0000-00-00',
  '9999-99-99',
  '2026-02-30',
  '30/02/2026',
  '2026-11-24T25:61:61+58:00',
  '٠١٢٣٤٥٦٧٨٩',
  '\u202Egnirts\u202C',
  'a\u0300'.repeat(40),
  '\uFFFD\uFFFE',
  '🦊'.repeat(300),
  '../../etc/passwd',
  '=HYPERLINK("http://127.0.0.1:9")',
  "'; DROP TABLE child; --",
  '<![CDATA[]]>',
  '&amp;lt;a&amp;gt;',
  '${jndi:ldap://127.0.0.1:9}',
  'urn:uuid:00000000-0000-0000-0000-000000000000',
  'Patient/1/_history/2#3',
  '__proto__',
  'constructor',
  'toString',
];

/** A value nobody expects; half of them carry the canary, a few are long. */
export function oddValue(chance: Chance): string {
  const value = chance.pick(ODD);
  if (chance.once(40)) return `${CANARY}${'x'.repeat(chance.below(5_000))}`;
  return chance.once(2) ? `${CANARY}${value}` : value;
}
