import type { AdapterInput, Limits } from '../../kit/adapter.js';
import { Repeats } from '../../kit/repeats.js';
import { attributeOf, type XmlElement } from '../../kit/xml-tree.js';
import { glanceOver } from './objects.js';
import { Part } from './part.js';
import { refKey } from './ref-id.js';

/** What one reading of a body tells before any object of it is mapped. */
export interface Overview {
  /** RefIds, UPNs and ULNs that several learners of the body have. */
  readonly repeated: Repeats;
  /** Some object refers to another one, which may stand in the same body. */
  readonly refers: boolean;
  /** Keys of the learners who live with a contact whose address is not to be disclosed: their home is the same. */
  readonly hidden: Repeats;
}

/** Reads a body for the numbers of its learners and for references. @throws Refusal */
export async function overview(input: AdapterInput, limits: Limits): Promise<Overview> {
  const repeated = new Repeats();
  const hidden = new Repeats();
  let refers = false;
  let learner: XmlElement | undefined;
  const glance = (name: string, ancestors: readonly XmlElement[]): boolean => {
    const around = ancestors.at(-1);
    refers ||= REFERRING.has(name) || (around !== undefined && REFERRING.has(around.name));
    if (around?.name === 'LearnerContact') return name === 'ContactFlags';
    if (around?.name !== 'LearnerPersonal') return false;
    if (around !== learner) repeated.add(refText(attributeOf(around, 'RefId')));
    learner = around;
    return name === 'UPN' || name === 'ULN';
  };
  await glanceOver(input, limits, glance, (element, ancestors) => {
    if (element.name !== 'ContactFlags') repeated.add(numberText(element.name, element.text));
    else if (sharesHiddenHome(element)) hidden.add(refText(attributeOf(ancestors.at(-1), 'LearnerPersonalRefId')));
  });
  return { repeated, refers, hidden };
}

/** Any answer to AddressDisclosure forbids it (map/contact.ts), and who lives with the learner has the learner's address. */
function sharesHiddenHome(flags: XmlElement): boolean {
  const part = new Part(flags, '/', () => undefined, new Date(0));
  return part.at('AddressDisclosure').raw() !== undefined && part.at('LivesWith').yesNo() === 'yes';
}

/** The texts under which the numbers of a learner are compared. */
export function refText(refId: string | undefined): string | undefined {
  return refId === undefined ? undefined : `RefId ${refKey(refId)}`;
}

export function numberText(name: string, value: string): string {
  return `${name} ${value.replace(/\s/gu, '').toUpperCase()}`;
}

/** Objects of which LearnerBehaviourIncident refers from within. */
const REFERRING: ReadonlySet<string> = new Set([
  ...['LearnerContact', 'LearnerAttendanceSummary', 'LearnerAttendance', 'LearnerExclusion', 'LearnerSpecialNeeds'],
  ...['LearnerSchoolEnrolment', 'LearnerAssessmentResult', 'LearnerBehaviourIncident'],
]);
