/**
 * Phrases that nearly every joined object repeats, each written as one control character: JSON never holds one as it is, so
 * the text comes back exactly. It makes three learners of the room of one.
 */
const PHRASES = [
  '{"names":[{"use":"official","family":"',
  '","given":["',
  '"]}],"birthDate":{"value":"',
  '{"use":"preferred","family":"',
  '","precision":"day"}',
  ',"gender":{"normalised":"female","original":[{"system":"sif-uk/Gender","code":"F","display":"Female"}]}',
  ',"gender":{"normalised":"male","original":[{"system":"sif-uk/Gender","code":"M","display":"Male"}]}',
  ',"identifiers":[',
  '{"type":"local","value":"',
  '{"type":"upn","value":"',
  '{"type":"uln","value":"',
  '","status":"unverified","system":"sif-uk/',
  '","status":"verified"',
  '","status":"unverified"',
  'LearnerPersonal/LocalId"}',
  '","period":{"start":"',
  '"addresses":[{"use":"home","paon":"',
  '","postcode":"',
  '"telecoms":[{"kind":"phone","value":"',
  '"original":[{"system":"sif-uk/PhoneType","code":"',
] as const;

const TO_MARK: ReadonlyMap<string, string> = new Map(PHRASES.map((phrase, index) => [phrase, String.fromCharCode(index + 1)]));
const ANY_PHRASE = new RegExp(PHRASES.map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')).join('|'), 'gu');
// eslint-disable-next-line no-control-regex -- the marks are control characters for being found in no JSON
const ANY_MARK = /[\u0001-\u001f]/gu;

/** Data as JSON in fewer bytes. */
export function shortJson(value: unknown): string {
  return JSON.stringify(value).replace(ANY_PHRASE, (phrase) => TO_MARK.get(phrase) ?? phrase);
}

/** What {@link shortJson} wrote. */
export function fromShortJson(text: string): unknown {
  return JSON.parse(text.replace(ANY_MARK, (mark) => PHRASES[mark.charCodeAt(0) - 1] ?? mark)) as unknown;
}
