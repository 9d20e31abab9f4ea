import type { AdapterInput } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';

const LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';

/**
 * A response of that many objects, made as it is read: every second one a learner, and after each the attendance that refers to it. The
 * learners come in the order of their numbers or, where `apart`, after everything that refers to them.
 */
export function learnersOf(count: number, apart = false): AdapterInput {
  const numbers = Array.from({ length: Math.ceil(count / 2) }, (_, index) => index + 1);
  return {
    ...inputOf(new Uint8Array(0), 'application/xml'),
    async *open() {
      await Promise.resolve();
      const encoder = new TextEncoder();
      yield encoder.encode(
        '<SIF_Message xmlns="http://www.sifinfo.org/uk/infrastructure/2.x" Version="2.1"><SIF_Response><SIF_ObjectData>\n',
      );
      const together = (number: number): string => (number * 2 <= count ? learner(number) + attendance(number) : learner(number));
      if (!apart) for (const number of numbers) yield encoder.encode(together(number));
      else {
        for (const number of numbers) if (number * 2 <= count) yield encoder.encode(attendance(number));
        for (const number of numbers) yield encoder.encode(learner(number));
      }
      yield encoder.encode('</SIF_ObjectData></SIF_Response></SIF_Message>\n');
    },
  };
}

function refId(number: number): string {
  return `A11CE${number.toString(16).toUpperCase().padStart(27, '0')}`;
}

function learner(number: number): string {
  const digits = `8012000${String(number).padStart(5, '0').slice(-5)}`;
  const sum = Array.from(digits).reduce((total, digit, index) => total + Number(digit) * (index + 2), 0);
  return `<LearnerPersonal RefId="${refId(number)}"><LocalId>${number}</LocalId><PersonalInformation>
  <Name Type="C"><FamilyName>Sample${number}</FamilyName><GivenName>Rowan</GivenName><MiddleNames>Lee</MiddleNames></Name>
  <Demographics><EthnicityList><Ethnicity><Code>MWBC</Code><Source>P</Source></Ethnicity></EthnicityList><Gender>F</Gender><BirthDate>201${number % 9}-0${1 + (number % 9)}-1${number % 10}</BirthDate><LanguageList><Language><Code>ENG</Code><TypeList><Type>F</Type></TypeList></Language></LanguageList></Demographics>
  <Address Type="Current"><PAON><StartNumber>${number}</StartNumber></PAON><Street>Example Street</Street><Town>Exampleford</Town><PostCode>ZZ99 3VZ</PostCode></Address>
  <PhoneNumber Type="H"><Number>01632960001</Number></PhoneNumber></PersonalInformation>
  <UPN>${LETTERS[sum % 23] ?? ''}${digits}</UPN><InCare><Current>No</Current><LAId>330</LAId></InCare>
  <CurrentSchoolEnrolment LearnerSchoolEnrolmentRefId="${refId(number)}"><LAId>801</LAId><EstablishmentId>2000</EstablishmentId><NCYearGroup>6</NCYearGroup></CurrentSchoolEnrolment>
</LearnerPersonal>
`;
}

function attendance(number: number): string {
  return `<LearnerAttendanceSummary LearnerPersonalRefId="${refId(number)}" SchoolInfoRefId="${refId(0)}"><SchoolYear>2027</SchoolYear><StartDate>2026-09-01</StartDate><EndDate>2026-11-20</EndDate>
  <ReasonsList><Reason><Code>I</Code><Type>Absent</Type><Status>Authorised</Status><Total>${number % 9}</Total></Reason></ReasonsList><SessionsAttendedTotal>90</SessionsAttendedTotal><SessionsPossible>110</SessionsPossible></LearnerAttendanceSummary>
`;
}
