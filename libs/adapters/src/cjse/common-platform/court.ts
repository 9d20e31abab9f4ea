import type { Organisation } from '@mash-gateway/contracts';
import { present } from '../../kit/texts.js';
import { courtUnit } from '../map/court.js';
import type { Hearing } from '../read/facts.js';
import type { JsonPart } from '../read/json-part.js';
import { codedFact, dated, fact, figure, listed, words, type Reading } from '../read/values.js';
import { CP_JURISDICTION, CP_LANGUAGE } from '../codes/codes-common-platform.js';
import { kept } from '../../kit/texts.js';
import { addressOf, describedBy } from './person.js';

/** apiCourtCentre. The room is a further fact of the hearing. */
export function courtOf(part: JsonPart | undefined, reading: Reading): Organisation | undefined {
  if (part === undefined) return undefined;
  part.passOver('id', 'roomId', 'welshName', 'welshRoomName', 'welshAddress', 'welshCourtCentre', 'lja');
  const court = courtUnit(words(part, 'code', 100, reading), words(part, 'psaCode', 100, reading), words(part, 'name', 300, reading));
  const address = addressOf(part.one('address'), reading, 'work');
  return address ? present<Organisation>({ ...(court ?? { type: 'court' }), address }) : court;
}

/** Where and when: apiHearing. Days after the first are further facts. */
export function hearingOf(part: JsonPart, reading: Reading): Hearing {
  part.passOver('id');
  const centre = part.one('courtCentre');
  const days = part.many('hearingDays').map((day) => {
    day.passOver('listedDurationMinutes', 'listingSequence', 'isCancelled', 'hasSharedResults', 'courtCentreId', 'courtRoomId');
    return dated(day, 'sittingDay', reading);
  });
  const [first, ...later] = kept(days);
  return {
    court: courtOf(centre, reading),
    at: first,
    codes: kept([listed(part, 'jurisdictionType', CP_JURISDICTION, reading), typeOf(part.one('type'), reading)]),
    measures: kept([
      fact(centre, 'roomName', 'Court room', reading),
      codedFact('Language of the hearing', listed(part, 'hearingLanguage', CP_LANGUAGE, reading)),
      ...later.slice(0, 50).map((value) => ({ name: 'Further sitting day', value })),
    ]),
  };
}

/** apiNextHearing: when and where an adjourned matter goes on. */
export function nextHearingOf(part: JsonPart | undefined, reading: Reading): Hearing | undefined {
  if (part === undefined) return undefined;
  part.passOver(
    'judiciary',
    'nextHearingProsecutionCases',
    'nextHearingCourtApplicationId',
    'existingHearingId',
    'bookingReference',
    'reservedJudiciary',
  );
  const centre = part.one('courtCentre');
  const fixed = part.truth('dateToBeFixed');
  return {
    court: courtOf(centre, reading),
    at: dated(part, 'listedStartDateTime', reading) ?? dated(part, 'weekCommencingDate', reading),
    codes: kept([listed(part, 'jurisdictionType', CP_JURISDICTION, reading), typeOf(part.one('type'), reading)]),
    measures: kept([
      fact(centre, 'roomName', 'Court room', reading),
      fact(part, 'adjournmentReason', 'Reason for the next hearing', reading),
      fact(part, 'reportingRestrictionReason', 'Reporting restriction', reading),
      fact(part, 'weekCommencingDate', 'Week commencing', reading),
      codedFact('Language of the hearing', listed(part, 'hearingLanguage', CP_LANGUAGE, reading)),
      figure('Estimated length', words(part, 'estimatedMinutes', 32, reading), 'minutes'),
      fixed === undefined ? undefined : { name: 'Date to be fixed', value: String(fixed) },
    ]),
  };
}

function typeOf(part: JsonPart | undefined, reading: Reading): ReturnType<typeof describedBy> {
  part?.passOver('id', 'welshDescription');
  return describedBy(part, 'code', 'description', 'common-platform/hearing-type', reading);
}
