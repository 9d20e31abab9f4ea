import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { NO_RECORD } from './read/objects.js';
import { OBJECTS, PERSON, type Structure } from './read/structure.js';

/** Parts of an address, a name or an object that the table names by the whole. */
const WHOLE = new Set([
  ...['PAON', 'SAON', 'GridLocation', 'Address', 'PhoneNumber', 'Name', 'Destination', 'AlternativeTuition', 'PreviousEstablishment'],
  ...[
    'LearnerExclusion',
    'LearnerSpecialNeeds',
    'LearnerBehaviourIncident',
    'ExitType',
    'AlertMsgList',
    'MedicalAlertMsgList',
    'SENTypeList',
  ],
  ...['CountriesOfCitizenship', 'PreviousEstablishmentList', 'TypeList'],
]);

function named(structure: Structure): string[] {
  return Object.entries(structure).flatMap(([name, inside]) => [name, ...(inside === 'leaf' || WHOLE.has(name) ? [] : named(inside))]);
}

test('the mapping table names every object and every part that is read', async () => {
  const readme = await readFile(new URL('README.md', import.meta.url), 'utf8');
  const names = [...new Set(named({ ...OBJECTS, ...PERSON }))];

  expect(names.length).toBeGreaterThan(90);
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`, 'u').test(readme))).toEqual([]);
});

test('every object that gives no record says why', () => {
  expect(Object.entries(NO_RECORD).filter(([, reason]) => reason.trim() === '')).toEqual([]);
});
