/**
 * Structure of the FHIR STU3 (3.0.2) datatypes this adapter checks, in the notation of `StructureTables`
 * (STU3 Datatypes; Metadata types).
 */
export const DATATYPES: Readonly<Record<string, string>> = {
  HumanName: 'use text family given* prefix* suffix* period:Period',
  Address: 'use type text line* city district state postalCode country period:Period',
  ContactPoint: 'system value use rank:number period:Period',
  Identifier: 'use type:CodeableConcept system value period:Period assigner:Reference',
  Period: 'start end',
  Reference: 'reference identifier:Identifier display',
  CodeableConcept: 'coding*:Coding text',
  Coding: 'system version code display userSelected:boolean',
  Quantity: 'value:number comparator unit system code',
  Range: 'low:Quantity high:Quantity',
  Ratio: 'numerator:Quantity denominator:Quantity',
  Meta: 'versionId lastUpdated profile* security*:Coding tag*:Coding',
  Attachment: 'contentType language data url size:number hash title creation',
  Annotation: 'author[x] time text',
  Timing: 'event* repeat:Timing.Repeat code:CodeableConcept',
  'Timing.Repeat':
    'bounds[x] count:number countMax:number duration:number durationMax:number durationUnit frequency:number frequencyMax:number ' +
    'period:number periodMax:number periodUnit dayOfWeek* timeOfDay* when* offset:number',
  Dosage:
    'sequence:number text additionalInstruction*:CodeableConcept patientInstruction timing:Timing asNeeded[x] ' +
    'site:CodeableConcept route:CodeableConcept method:CodeableConcept dose[x] rate[x] maxDosePerPeriod:Ratio ' +
    'maxDosePerAdministration:Quantity maxDosePerLifetime:Quantity',
  SampledData: 'origin!:Quantity period:number factor:number lowerLimit:number upperLimit:number dimensions:number data',
  Signature: 'type*!:Coding when who[x] onBehalfOf[x] contentType blob',
  Money: 'value:number comparator unit system code',
  Age: 'value:number comparator unit system code',
  Count: 'value:number comparator unit system code',
  Distance: 'value:number comparator unit system code',
  Duration: 'value:number comparator unit system code',
  ContactDetail: 'name telecom*:ContactPoint',
  Element: '',
  Extension: 'url! value[x]',
  Narrative: 'status div',
};
