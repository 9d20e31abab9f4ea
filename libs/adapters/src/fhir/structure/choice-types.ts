/** Primitive types a choice element may end in that are written as numbers. */
const NUMERIC: ReadonlySet<string> = new Set(['Integer', 'Decimal', 'PositiveInt', 'UnsignedInt']);
const TEXTUAL: ReadonlySet<string> = new Set(
  'Base64Binary Canonical Code Date DateTime Id Instant Markdown Oid String Time Uri Url Uuid'.split(' '),
);
/** Complex types a choice element may end in (FHIR STU3 §2.26.1.3 and R4 §2.24.0.1, open types). */
const COMPLEX: ReadonlySet<string> = new Set(
  (
    'Address Age Annotation Attachment CodeableConcept Coding ContactDetail ContactPoint Count Distance Dosage Duration HumanName ' +
    'Identifier Meta Money Period Quantity Range Ratio Reference SampledData Signature Timing'
  ).split(' '),
);

/** The type a choice element ends in (`Quantity` of `valueQuantity`); undefined when the ending is no type. */
export function choiceType(suffix: string): string | undefined {
  if (suffix === 'Boolean') return 'boolean';
  if (NUMERIC.has(suffix)) return 'number';
  if (TEXTUAL.has(suffix)) return 'string';
  return COMPLEX.has(suffix) ? suffix : undefined;
}
