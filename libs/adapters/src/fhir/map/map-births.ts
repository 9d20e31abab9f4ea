import type { Birth, Child, Information } from '@mash-gateway/contracts';
import { present } from '../../kit/texts.js';
import { BIRTH_FACT } from '../codes/codes-care.js';
import type { Element } from '../read/element.js';
import type { Entry } from '../choose/entries.js';
import { codesOf } from './map-codings.js';
import { moment } from './map-periods.js';
import type { Mapping } from './mapping.js';
import { EXTENSIONS } from '../codes/systems.js';

/** An entry for the birth itself, when observations state facts of it (PDS record at birth). */
export function birthEntry(own: readonly Entry[], child: Child, known: BirthFacts = BIRTH_FACT): Omit<Information, 'entryId'> | undefined {
  const facts = own.flatMap(({ resource, type }) => (resource && type === 'Observation' ? [birthFact(resource, known)] : []));
  const birth = present<Birth>({
    weightGrams: facts.find((fact) => fact?.weightGrams !== undefined)?.weightGrams,
    gestationWeeks: facts.find((fact) => fact?.gestationWeeks !== undefined)?.gestationWeeks,
    babies: facts.find((fact) => fact?.babies !== undefined)?.babies,
  });
  if (Object.keys(birth).length === 0) return undefined;
  const { birthDate } = child;
  const occurredAt = birthDate && {
    start: birthDate.time ?? birthDate.value,
    precision: birthDate.time === undefined ? birthDate.precision : ('time' as const),
  };
  return { kind: 'birth', dfeRecordType: 'health.details', ...(occurredAt ? { occurredAt } : {}), birth };
}

/** An entry for a death, so that it is never out of scope. */
export function deathEntry({ death }: Child, patient: Element | undefined, mapping: Mapping): Omit<Information, 'entryId'> | undefined {
  if (death?.deceased !== 'yes') return undefined;
  const precision = death.at?.includes('T') === true ? ('time' as const) : PRECISION[death.at?.length ?? 0];
  const effective = patient?.extension(...EXTENSIONS.deathNotification)?.extension('systemEffectiveDate');
  const recordedAt = effective && moment(effective, 'valueDateTime', mapping);
  return {
    kind: 'death',
    dfeRecordType: 'personal.details',
    ...(death.at !== undefined && precision ? { occurredAt: { start: death.at, precision } } : {}),
    ...(recordedAt === undefined ? {} : { recordedAt }),
    ...(death.notification ? { codes: [death.notification] } : {}),
  };
}

const PRECISION: Readonly<Record<number, 'year' | 'month' | 'day'>> = { 4: 'year', 7: 'month', 10: 'day' };

/** Codes of observations that state a fact of a birth, and which. */
type BirthFacts = Readonly<Record<string, 'weight' | 'gestation' | 'babies'>>;

function birthFact(resource: Element, known: BirthFacts): Birth | undefined {
  const fact = codesOf(resource.one('code'))
    .map((code) => known[code])
    .find((item) => item !== undefined);
  const quantity = resource.one('valueQuantity');
  const figure = Number(quantity?.text('value') ?? resource.text('valueInteger'));
  if (fact === undefined || !Number.isFinite(figure)) return undefined;
  const whole = Math.round(inUnits(figure, quantity?.text('code') ?? quantity?.text('unit')));
  if (fact === 'weight') return whole >= 0 && whole <= 20_000 ? { weightGrams: whole } : undefined;
  if (fact === 'gestation') return whole >= 0 && whole <= 50 ? { gestationWeeks: whole } : undefined;
  return whole >= 1 && whole <= 20 ? { babies: whole } : undefined;
}

/** UCUM: grams from kilograms, weeks from days. */
function inUnits(figure: number, unit: string | undefined): number {
  if (unit === 'kg') return figure * 1000;
  return unit === 'd' ? figure / 7 : figure;
}
