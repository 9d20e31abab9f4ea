import type { Charge, Coding, Place } from '@mash-gateway/contracts';
import { fitList, kept, present } from '../../kit/texts.js';
import { COURT_HOUSE, OFFENCE, OFFENCE_DATE } from '../codes/codes-cjs.js';
import { SPI_FINDING, SPI_PLEA } from '../codes/codes-libra.js';
import type { ElementPart } from '../read/element-part.js';
import type { Offence } from '../read/facts.js';
import { codedFact, dated, fact, figure, listed, open, timed, offenceTime, words, type Reading } from '../read/values.js';
import { resultOf } from './result.js';

/** SPI Offence: BaseOffenceDetails with the plea, finding and results of the court. */
export function offenceOf(part: ElementPart, reading: Reading): Offence {
  const base = part.one('BaseOffenceDetails');
  const timing = base?.one('OffenceTiming');
  const starts = timing?.one('OffenceStart');
  const start = timed(starts, 'OffenceDateStartDate', 'OffenceStartTime', reading);
  const end = timed(timing?.one('OffenceEnd'), 'OffenceEndDate', 'OffenceEndTime', reading);
  const results = part.many('Result').map((result) => resultOf(result, reading));
  const dateCode = listed(timing, 'OffenceDateCode', OFFENCE_DATE, reading);
  const title = words(base, 'OffenceTitle', 300, reading);
  const plea = listed(part, 'Plea', SPI_PLEA, reading);
  const charge = present<Charge>({
    offence: present<Coding>({ system: OFFENCE, code: words(base, 'OffenceCode', 120, reading), display: title }),
    offenceStart: start,
    offenceEnd: end,
    arrestedAt: dated(base, 'ArrestDate', reading),
    chargedAt: dated(base, 'ChargeDate', reading),
    plea,
    results: fitList(kept(results.map(({ code }) => code)), 20, part.place('Result'), reading.report),
  });
  return {
    charge,
    occurredAt: offenceTime(start, end, dateCode?.code),
    place: placeOf(base, reading),
    title,
    wording: words(base, 'OffenceWording', 32_000, reading),
    codes: kept([dateCode]),
    outcomes: kept([listed(part, 'Finding', SPI_FINDING, reading)]),
    measures: kept([figure('Offence sequence number', words(base, 'OffenceSequenceNumber', 32, reading)), ...further(part, base, reading)]),
    sentence: results.flatMap(({ measures }) => measures),
    references: [],
    restrictions: [],
    next: kept(results.map(({ next }) => next)),
  };
}

function further(part: ElementPart, base: ElementPart | undefined, reading: Reading): ReturnType<typeof fact>[] {
  const day = (from: ElementPart | undefined, name: string, label: string): ReturnType<typeof fact> => {
    const value = dated(from, name, reading);
    return value === undefined ? undefined : { name: label, value };
  };
  const alcohol = base?.one('AlcoholRelatedOffence');
  const vehicle = base?.one('VehicleRelatedOffence');
  return [
    day(part, 'InitiatedDate', 'Proceedings initiated'),
    day(part, 'ConvictionDate', 'Conviction date'),
    codedFact('Mode of trial', open(part, 'ModeOfTrial', 'libra-spi/mode-of-trial', reading)),
    codedFact('Final disposal', open(part, 'FinalDisposalIndicator', 'cjs/yes-no', reading)),
    codedFact('Convicting court', open(part, 'ConvictingCourt', COURT_HOUSE, reading)),
    figure('Alcohol level', words(alcohol, 'AlcoholLevelAmount', 32, reading)),
    codedFact('Alcohol level method', open(alcohol, 'AlcoholLevelMethod', 'cjs/alcohol-level-method', reading)),
    codedFact('Vehicle', open(vehicle, 'VehicleCode', 'cjs/vehicle-code', reading)),
    fact(vehicle, 'VehicleRegistrationMark', 'Vehicle registration mark', reading),
    fact(part, 'ProsecutionFacts', 'Prosecution facts', reading),
  ];
}

function placeOf(base: ElementPart | undefined, reading: Reading): Place | undefined {
  const description = words(base, 'LocationOfOffence', 500, reading);
  return description === undefined ? undefined : { description };
}
