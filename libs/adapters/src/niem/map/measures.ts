import type { Measure } from '@mash-gateway/contracts';
import { kept, present } from '../../kit/texts.js';
import { INJURY } from '../codes/offences.js';
import type { Node } from '../read/node.js';
import type { Reading } from './reading.js';

/** Facts of NIBRS and N-DEx that have a name and a code and no field of their own: path below the element, and the name in words. */
const OFFENCE_FACTS: readonly (readonly [path: readonly string[], name: string])[] = [
  [['CriminalActivityCategoryCode'], 'Type of criminal activity'],
  [['OffenseFactorBiasMotivationCode'], 'Bias motivation'],
  [['OffenseBiasMotivationCode'], 'Bias motivation'],
  [['OffenseFactor', 'OffenseFactorCode'], 'Suspected of using'],
  [['IncidentFactor', 'IncidentFactorCode'], 'Suspected of using'],
  [['OffenseForce', 'ForceCategoryCode'], 'Weapon or force'],
  [['IncidentForce', 'ForceCategoryCode'], 'Weapon or force'],
  [['OffenseEntryPoint', 'PassagePointMethodCode'], 'Method of entry'],
  [['OffenseStructuresEnteredQuantity'], 'Premises entered'],
  [['IncidentStructuresEnteredQuantity'], 'Premises entered'],
  [['OffenseAttemptedIndicator'], 'Attempted'],
  [['OffenseCompletedIndicator'], 'Completed'],
  [['OffenseDomesticViolenceIndicator'], 'Domestic violence'],
  [['IncidentDomesticViolenceIndicator'], 'Domestic violence'],
  [['ArresteeArmedWithCode'], 'Armed with'],
  [['ArrestSubjectCountCode'], 'Multiple arrestee segments'],
];

/** Facts about a victim. */
const VICTIM_FACTS: typeof OFFENCE_FACTS = [
  [['VictimCategoryCode'], 'Type of victim'],
  [['VictimAggravatedAssaultHomicideFactorCode'], 'Circumstances of assault or homicide'],
  [['VictimJustifiableHomicideFactorCode'], 'Circumstances of justifiable homicide'],
];

/** What an offence, an arrest or its elements say beyond their fields. */
export function offenceMeasures(holders: readonly Node[], reading: Reading): Measure[] {
  return measures(holders, OFFENCE_FACTS, reading);
}

/** What was done to somebody, as measures and in the words of an account. */
export interface Harm {
  readonly measures: readonly Measure[];
  readonly injuries: string | undefined;
}

/** What the elements of a victim or an allegation say of the harm. */
export function harmOf(holders: readonly Node[], reading: Reading): Harm {
  const injuries = injuriesOf(holders, reading);
  return {
    measures: [
      ...measures(holders, VICTIM_FACTS, reading),
      ...injuries.map(({ measure }) => measure),
      ...measures(holders, [[['AbuseNeglectInjury', 'AbuseNeglectHarmAgeText'], 'Age when harmed']], reading),
    ],
    injuries:
      injuries.length === 0
        ? undefined
        : injuries
            .map(({ words }) => words)
            .join('; ')
            .slice(0, 4000),
  };
}

function injuriesOf(holders: readonly Node[], reading: Reading): readonly { readonly measure: Measure; readonly words: string }[] {
  const injuries = holders.flatMap((holder) => holder.many('VictimInjury', 'PersonInjury', 'AbuseNeglectInjury'));
  return injuries.flatMap((injury) => {
    const inside = [injury, ...injury.many('InjuryAugmentation')];
    const codes = inside.flatMap((node) => node.many('InjuryCategoryCode'));
    const texts = inside.flatMap((node) => node.many('InjuryCategoryText', 'InjuryDescriptionText'));
    return kept([
      ...codes.map((node) => {
        // N-DEx writes words where NIBRS has a letter.
        const coding = (node.text?.length ?? 0) === 1 ? reading.coding(INJURY, node) : reading.plainCoding(node);
        const words = coding?.display ?? coding?.code;
        return coding && words !== undefined ? { measure: { name: 'Injury', code: coding }, words } : undefined;
      }),
      ...texts.map((node) => {
        const value = reading.text(node, 2000);
        return value === undefined ? undefined : { measure: { name: 'Injury', value }, words: value };
      }),
    ]);
  });
}

function measures(holders: readonly Node[], rows: typeof OFFENCE_FACTS, reading: Reading): Measure[] {
  return rows.flatMap(([path, name]) =>
    kept(
      holders
        .flatMap((holder) => below(holder, path))
        .map((node): Measure | undefined => {
          const coding = reading.plainCoding(node);
          if (coding === undefined) return undefined;
          return coding.code === undefined ? present<Measure>({ name, value: coding.text }) : { name, code: coding };
        }),
    ),
  );
}

function below(holder: Node, path: readonly string[]): readonly Node[] {
  return path.reduce<readonly Node[]>((nodes, name) => nodes.flatMap((node) => node.many(name)), [holder]);
}
