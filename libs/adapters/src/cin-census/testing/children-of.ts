import type { AdapterInput } from '../../kit/adapter.js';
import { inputOf } from '../../kit/bytes.js';

const HEAD =
  '<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year><ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>' +
  '<Source><SourceLevel>L</SourceLevel><LEA>801</LEA><SoftwareCode>Example CMS</SoftwareCode><Release>1</Release><SerialNo>001</SerialNo>' +
  '<DateTime>2026-05-20T09:00:00</DateTime></Source></Header><Children>\n';

/** A census of that many invented children with everything an authority usually sends, made as it is read: for size and speed. */
export function childrenOf(count: number): AdapterInput {
  return {
    ...inputOf(new Uint8Array(0), 'application/xml'),
    async *open() {
      await Promise.resolve();
      const encoder = new TextEncoder();
      yield encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${HEAD}`);
      for (let first = 1; first <= count; first += 50) {
        const block = Array.from({ length: Math.min(50, count - first + 1) }, (_, index) => child(first + index));
        yield encoder.encode(block.join(''));
      }
      yield encoder.encode('</Children></Message>\n');
    },
  };
}

function child(number: number): string {
  return `<Child>
  <ChildIdentifiers><LAchildID>C${number}</LAchildID><UPNunknown>UN4</UPNunknown><PersonBirthDate>201${number % 9}-0${1 + (number % 9)}-1${number % 10}</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>
  <ChildCharacteristics><Ethnicity>MWBC</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities></ChildCharacteristics>
  <CINdetails>
    <CINreferralDate>2025-09-01</CINreferralDate><ReferralSource>2A</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA>
    <Assessments><AssessmentActualStartDate>2025-09-02</AssessmentActualStartDate><AssessmentAuthorisationDate>2025-10-10</AssessmentAuthorisationDate>
      <FactorsIdentifiedAtAssessment><AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>16A</AssessmentFactors></FactorsIdentifiedAtAssessment></Assessments>
    <Section47><S47ActualStartDate>2025-10-01</S47ActualStartDate><InitialCPCtarget>2025-10-22</InitialCPCtarget><DateOfInitialCPC>2025-10-20</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired></Section47>
    <ChildProtectionPlans><CPPstartDate>2025-10-20</CPPstartDate><InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>0</NumberOfPreviousCPP></ChildProtectionPlans>
  </CINdetails>
</Child>
`;
}
