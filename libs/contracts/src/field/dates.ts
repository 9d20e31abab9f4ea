import { matching, type Scalar } from './scalar.js';

const FULL_DATE =
  '[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))' +
  '|(?:[0-9][0-9](?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29';
const TIME = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?';
const OFFSET = '(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])';

/** `yyyy`, `yyyy-mm` or `yyyy-mm-dd`, a day that exists in the calendar: a date keeps the precision its source gave it (FHIR R4 §2.24.0.1 date). */
export const partialDate: Scalar = matching('partialDate', `[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|${FULL_DATE}`, 10);

/** A day that exists in the calendar, `yyyy-mm-dd`. */
export const calendarDate: Scalar = matching('calendarDate', FULL_DATE, 10);

/** A moment with its offset from UTC (RFC 3339 §5.6). */
export const instant: Scalar = matching('instant', `(?:${FULL_DATE})T${TIME}${OFFSET}`, 40);

/**
 * A partial date, or a date and time with or without offset. Without an offset the time is
 * the local time in England that the source wrote, kept as written rather than guessed.
 */
export const moment: Scalar = matching('moment', `[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?|(?:${FULL_DATE})(?:T${TIME}${OFFSET}?)?`, 40);
