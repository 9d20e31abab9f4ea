/**
 * Structure of the FHIR R4 datatypes this adapter checks.
 * Notation, one string per type: `name` is a text, `name:Type` another type, `*` repeats, `!` is required,
 * `name[x]` is a choice of types (FHIR R4 Datatypes; each resource's own page).
 */
export const DATATYPES: Readonly<Record<string, string>> = {
  HumanName: 'use text family given* prefix* suffix* period:Period',
  Address: 'use type text line* city district state postalCode country period:Period',
  ContactPoint: 'system value use rank:number period:Period',
  Identifier: 'use type:CodeableConcept system value period:Period assigner:Reference',
  Period: 'start end',
  Reference: 'reference type identifier:Identifier display',
  CodeableConcept: 'coding*:Coding text',
  Coding: 'system version code display userSelected:boolean',
  Quantity: 'value:number comparator unit system code',
  Range: 'low:Quantity high:Quantity',
  Ratio: 'numerator:Quantity denominator:Quantity',
  Meta: 'versionId lastUpdated source profile* security*:Coding tag*:Coding',
  Attachment: 'contentType language data url size:number hash title creation',
  Annotation: 'author[x] time text',
  Timing: 'event* repeat:Timing.Repeat code:CodeableConcept',
  'Timing.Repeat':
    'boundsDuration:Duration boundsRange:Range boundsPeriod:Period count:number countMax:number duration:number ' +
    'durationMax:number durationUnit frequency:number frequencyMax:number period:number periodMax:number periodUnit ' +
    'dayOfWeek* timeOfDay* when* offset:number',
  Dosage:
    'sequence:number text additionalInstruction*:CodeableConcept patientInstruction timing:Timing asNeeded[x] ' +
    'site:CodeableConcept route:CodeableConcept method:CodeableConcept doseAndRate*:Dosage.DoseAndRate maxDosePerPeriod:Ratio ' +
    'maxDosePerAdministration:Quantity maxDosePerLifetime:Quantity',
  'Dosage.DoseAndRate': 'type:CodeableConcept dose[x] rate[x]',
  SampledData: 'origin!:Quantity period:number factor:number lowerLimit:number upperLimit:number dimensions:number data',
  Signature: 'type*!:Coding when who!:Reference onBehalfOf:Reference targetFormat sigFormat data',
  Money: 'value:number currency',
  ContactDetail: 'name telecom*:ContactPoint',
  Age: 'value:number comparator unit system code',
  Element: '',
  Extension: 'url! value[x]',
  Narrative: 'status div',
  Duration: 'value:number comparator unit system code',
};
