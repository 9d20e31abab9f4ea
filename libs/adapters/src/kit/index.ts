/** What an adapter is written with: guarded reading of bytes, XML, JSON and CSV; identifiers, dates, codes, texts and issues. */
export { DEFAULT_LIMITS, defineAdapter } from './adapter.js';
export type { Adapter, AdapterInput, Inspection, Limits, MapContext, Mapped } from './adapter.js';
export { ageInYears, childState } from './age.js';
export { decodedText, inputOf, wholeText } from './bytes.js';
export { codedBy, codeTable, codingBy } from './code-table.js';
export type { CodeTable } from './code-table.js';
export { cellLocation, cellOf, csvRows, rawCell, raggedIssue } from './csv.js';
export type { CsvRow } from './csv.js';
export type { CsvColumns, CsvDelimiter, CsvHeader } from './csv-columns.js';
export { csvHeader } from './csv-header.js';
export type { CsvReading } from './csv-header.js';
export { birthDate, datedValue, day, inFuture, momentOf, whenOf } from './dates.js';
export type { DateReading, DateStyle } from './dates.js';
export { idPart } from './id-part.js';
export {
  asn,
  cro,
  laEstab,
  NHS_NUMBER_SYSTEM,
  nhsNumber,
  odsCode,
  plainIdentifier,
  pncId,
  schoolUrn,
  uci,
  uln,
  upn,
  uprn,
} from './identifiers.js';
export type { IdentifierReading } from './identifiers.js';
export { fault, IssueList, notice, Refusal, refusal, warning } from './issues.js';
export type { Report } from './issues.js';
export { jsonDocument, jsonOf } from './json.js';
export { jsonItems, jsonLines } from './json-stream.js';
export type { JsonItem, JsonReading, JsonRest } from './json-stream.js';
export { safeStep } from './location.js';
export { fitList, fitText, kept, present } from './texts.js';
export { xmlDocument, xmlFragments } from './xml.js';
export type { XmlFragment, XmlReading } from './xml.js';
export { at, attributeOf, childOf, childrenOf, textAt } from './xml-tree.js';
export type { XmlAttribute, XmlElement } from './xml-tree.js';
