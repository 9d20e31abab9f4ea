import type { AdapterInput } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';

const UPN_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const HEADER =
  '<CTfile><Header><CTFversion>25.0</CTFversion><DateTime>2026-11-20T15:30:00</DateTime><DocumentQualifier>full</DocumentQualifier>' +
  '<SourceSchool><LEA>801</LEA><Estab>2000</Estab></SourceSchool></Header><CTFpupilData>\n';

/** A CTF of that many invented pupils with everything a school usually sends, made as it is read: for size and speed. */
export function pupilsOf(count: number): AdapterInput {
  return {
    ...inputOf(new Uint8Array(0), 'application/xml'),
    async *open() {
      await Promise.resolve();
      const encoder = new TextEncoder();
      yield encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${HEADER}`);
      for (let first = 1; first <= count; first += 50) {
        const block = Array.from({ length: Math.min(50, count - first + 1) }, (_, index) => pupil(first + index));
        yield encoder.encode(block.join(''));
      }
      yield encoder.encode('</CTFpupilData></CTfile>\n');
    },
  };
}

function pupil(number: number): string {
  const digits = `8012000${String(number % 10_000_000)
    .padStart(5, '0')
    .slice(-5)}`;
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  const upn = `${UPN_LETTERS[sum % 23] ?? ''}${digits}`;
  return `<Pupil>
  <UPN>${upn}</UPN><Surname>Sample${number}</Surname><Forename>Rowan</Forename><DOB>201${number % 9}-0${1 + (number % 9)}-1${number % 10}</DOB><Sex>F</Sex>
  <BasicDetails><MiddleNames>Lee</MiddleNames><NCyearActual>6</NCyearActual><Ethnicity>MWBC</Ethnicity><EthnicitySource>P</EthnicitySource>
    <Languages><Type><LanguageType>F</LanguageType><Language>ENG</Language></Type></Languages><MedicalFlag>false</MedicalFlag><EnrolStatus>C</EnrolStatus></BasicDetails>
  <LookedAfter><InCare>false</InCare></LookedAfter>
  <SENhistory><SEN><StartDate>2024-01-10</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>
  <Address><BS7666Address><PAON>${number}</PAON><Street>Example Street</Street><Town>Exampleford</Town></BS7666Address><PostCode>ZZ99 3VZ</PostCode></Address>
  <Phones><Phone><TelephoneType>H</TelephoneType><PhoneNo>01632 960001</PhoneNo></Phone></Phones>
  <Contacts><Contact><Order>1</Order><Surname>Sample${number}</Surname><Forename>Morgan</Forename><Relationship>PAM</Relationship><Responsibility>true</Responsibility></Contact></Contacts>
  <Attendance><YearData><Year>2026</Year><LEA>801</LEA><Estab>2000</Estab><SessionsPossible>120</SessionsPossible><SessionsAttended>111</SessionsAttended><SessionsAuthorised>9</SessionsAuthorised></YearData></Attendance>
</Pupil>
`;
}
