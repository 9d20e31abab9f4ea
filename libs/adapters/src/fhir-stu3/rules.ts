import type { Rules } from '../fhir/map/rules.js';
import { RELATIONS } from './codes/relationships.js';
import { complete } from './complete.js';
import { accompanying } from './map/accompanying.js';
import { derived } from './map/derived.js';
import { legalStatuses } from './map/legal.js';
import { mapperOf } from './map/mappers.js';
import { isAboutParent } from './map/questionnaire.js';
import { messageAnchor, messageEvent, messageFacts } from './message.js';

/** What mapping STU3 messages, documents and resources of the NHS does besides what all FHIR mapping does. */
export const STU3_RULES: Rules = {
  relations: RELATIONS,
  mapperOf,
  kindOf: (kind, resource, submitted) => {
    // What is pressing on its own stays so.
    if (kind === 'plan' || kind === 'flag' || kind === 'concern') return kind;
    const event = messageEvent(submitted);
    if (event?.kind === 'special-need' && isAboutParent(resource)) return kind;
    return event?.types.includes(resource.resourceType) === true ? event.kind : kind;
  },
  around: accompanying,
  careStatuses: legalStatuses,
  derived,
  anchor: messageAnchor,
  message: messageFacts,
  complete,
};
