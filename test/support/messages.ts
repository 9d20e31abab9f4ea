/** Invented messages, as small as their standards allow. NHS numbers are from the 999 test range. */

/** A public-protection notice about one child; `reference` makes it a message of its own. */
export function policeNotice(reference: string, given = 'Rowan'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Notice xmlns="urn:mash-gateway:police-notice:1" profile="1.0">
 <Header><Force code="99">Exampleshire Police</Force><Reference>${reference}</Reference><Type>ppn</Type><Version>1</Version><Change>new</Change><Authored>2026-11-20T22:05:00Z</Authored></Header>
 <Incident><Reference type="incident">EX-${reference}</Reference><OccurredFrom>2026-11-20T21:15:00Z</OccurredFrom><Category code="domestic-abuse">Domestic incident, children present</Category></Incident>
 <Children><Child id="child-1"><Name><GivenName>${given}</GivenName><Surname>Sample</Surname></Name><BirthDate>01/05/2017</BirthDate><Gender>Female</Gender></Child></Children>
</Notice>`;
}

/** A Common Transfer File of so many pupils, each with a UPN of its own. */
export function transferFile(pupils: number, from = 1): string {
  return `${CTF_HEAD}${Array.from({ length: pupils }, (_, index) => pupil(from + index)).join('')}${CTF_FOOT}`;
}

export const CTF_HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<CTfile><Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion><DateTime>2026-11-24T08:15:00</DateTime><DocumentQualifier>partial</DocumentQualifier><SupplierID>Example MIS</SupplierID><SourceSchool><LEA>801</LEA><Estab>2000</Estab><SchoolName>Example Primary School</SchoolName><AcademicYear>2026</AcademicYear></SourceSchool><DestSchool><LEA>801</LEA><Estab>4001</Estab></DestSchool></Header><CTFpupilData>`;
export const CTF_FOOT = '</CTFpupilData></CTfile>';

export function pupil(number: number): string {
  return `<Pupil><UPN>${upn(number)}</UPN><Surname>Sample</Surname><Forename>Rowan</Forename><DOB>2016-03-12</DOB><Sex>F</Sex></Pupil>`;
}

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/** A valid UPN of an invented school (DfE guide: check letter by weights 2 to 13, modulus 23). */
export function upn(number: number): string {
  const digits = `8012000${String(number).padStart(5, '0')}`;
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return `${LETTERS[sum % 23] ?? ''}${digits}`;
}

/** A batch, transaction or collection Bundle of so many patients. */
export function patients(type: 'batch' | 'transaction' | 'collection', count: number): string {
  const entry = Array.from({ length: count }, (_, index) => ({
    fullUrl: `urn:uuid:${uuid(index)}`,
    resource: patient(index),
    ...(type === 'collection' ? {} : { request: { method: 'POST', url: 'Patient' } }),
  }));
  return JSON.stringify({ resourceType: 'Bundle', type, entry });
}

/** A message Bundle about one child. */
export function fhirMessage(id: string): string {
  return JSON.stringify({
    resourceType: 'Bundle',
    id: `bundle-${id}`,
    type: 'message',
    timestamp: '2026-11-20T22:05:00Z',
    entry: [
      {
        fullUrl: `urn:uuid:${uuid(900)}`,
        resource: {
          resourceType: 'MessageHeader',
          id,
          eventCoding: { system: 'https://fhir.nhs.uk/CodeSystem/message-events-bars', code: 'servicerequest-request' },
          source: { name: 'Example EPR', endpoint: 'urn:example:sender' },
          focus: [{ reference: `urn:uuid:${uuid(1)}` }],
        },
      },
      { fullUrl: `urn:uuid:${uuid(1)}`, resource: patient(1) },
    ],
  });
}

export function patient(index: number): Readonly<Record<string, unknown>> {
  return {
    resourceType: 'Patient',
    id: `patient-${String(index)}`,
    identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber(index) }],
    name: [{ use: 'official', family: 'Sample', given: ['Rowan'] }],
    gender: 'female',
    birthDate: '2017-05-01',
  };
}

/** The next valid NHS number of the test range at or after the index-th group (modulus 11; 10 is never a check digit). */
export function nhsNumber(index: number): string {
  for (let body = 999_000_100 + index * 7; ; body += 1) {
    const sum = [...String(body)].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0);
    const check = (11 - (sum % 11)) % 11;
    if (check < 10) return `${String(body)}${String(check)}`;
  }
}

function uuid(index: number): string {
  return `0193a5b2-c7d8-7000-a1b2-${String(index).padStart(12, '0')}`;
}
