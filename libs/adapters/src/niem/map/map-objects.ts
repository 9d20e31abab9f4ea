import type { InvolvedObject } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import type { Associations } from '../graph/associations.js';
import type { Person } from '../graph/people.js';
import type { Things } from '../graph/things.js';
import type { Node } from '../read/node.js';
import { Facts } from './facts.js';
import type { Reading } from './reading.js';

type Kind = InvolvedObject['kind'];

/** A thing of the incident and whose it is. */
export interface ObjectFacts {
  readonly fields: InvolvedObject;
  readonly owner: Person | undefined;
}

/** Elements of items, the telling names first: a vehicle is an item too. */
const KINDS: readonly (readonly [name: string, kind: Kind])[] = [
  ['Vehicle', 'vehicle'],
  ['Firearm', 'weapon'],
  ['Weapon', 'weapon'],
  ['Drug', 'drug'],
  ['Substance', 'drug'],
  ['TangibleItem', 'property'],
  ['Property', 'property'],
  ['Item', 'property'],
  ['Evidence', 'property'],
];
const NAMES: ReadonlySet<string> = new Set(KINDS.map(([name]) => name));

/** Vehicles, weapons, drugs and property; an item of which nothing is said is no object. */
export function objectsOf(root: Node, things: Things, associations: Associations, reading: Reading): ObjectFacts[] {
  const found = new Map<Node, ObjectFacts | undefined>();
  for (const node of root.everything()) {
    if (node.vocabulary === undefined || !NAMES.has(node.name) || things.isReference(node)) continue;
    const thing = things.of(node);
    if (found.has(thing)) continue;
    const elements = things.elementsOf(thing).filter(({ vocabulary }) => vocabulary !== undefined);
    for (const element of elements) element.met();
    const fields = objectOf(elements, reading);
    found.set(thing, fields && { fields, owner: associations.owners.get(thing) });
  }
  return fitList(kept([...found.values()]), 50, root.path, reading.report);
}

function objectOf(elements: readonly Node[], reading: Reading): InvolvedObject | undefined {
  const facts = new Facts(elements, reading);
  const kind = KINDS.find(([name]) => elements.some((element) => element.name === name))?.[1] ?? 'other';
  const type = reading.plainCoding(
    facts.first(
      'ItemCategoryNIBRSPropertyCategoryCode',
      'PropertyCategoryNIBRSPropertyCategoryCode',
      'DrugCategoryCode',
      'DrugDEACode',
      'ItemCategoryText',
      'VehicleCategoryText',
      'VehicleStyleCode',
    ),
  );
  const status = facts.all('ItemStatus').flatMap((item) => [...item.many('ItemStatusCode', 'StatusDescriptionText'), ...augmented(item)]);
  const words = kept([
    facts.text(200, 'ItemDescriptionText', 'ItemName'),
    facts.text(60, 'VehicleColorPrimaryCode', 'VehicleColorPrimaryText', 'ConveyanceColorPrimaryText', 'ItemColorDescriptionText'),
    facts.text(60, 'VehicleMakeCode', 'ItemMakeName'),
    facts.text(60, 'VehicleModelCode', 'ItemModelName'),
    facts.text(20, 'ItemModelYearDate'),
    // NIBRS data element 14: none says that no property was lost, and is no property.
    ...status.map((node) => reading.text(node, 60)).filter((word) => word?.toUpperCase() !== 'NONE'),
  ]);
  const mark = facts.first(
    'ConveyanceRegistrationPlateIdentification',
    'VehicleIdentification',
    'ItemSerialIdentification',
    'ItemOtherIdentification',
  );
  const object = present<InvolvedObject>({
    kind,
    type,
    description: words.length === 0 ? undefined : words.join(' ').slice(0, 1000),
    mark: reading.text(mark?.one('IdentificationID') ?? mark, 100),
  });
  return Object.keys(object).length === 1 ? undefined : object;
}

function augmented(item: Node): readonly Node[] {
  return item.many('ItemStatusAugmentation').flatMap((augmentation) => augmentation.many('ItemStatusCode'));
}
