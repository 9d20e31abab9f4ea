import type { InventedChild } from './invented-child.js';

/** A full Common Transfer File, version 25, about 1.5 KB for each pupil. */
export function ctfFile(children: readonly InventedChild[], serial: number): Buffer {
  return Buffer.from(`${header(serial)}${children.map(pupil).join('')}  </CTFpupilData>\n</CTfile>\n`);
}

function header(serial: number): string {
  const time = `${String(Math.floor(serial / 60) % 60).padStart(2, '0')}:${String(serial % 60).padStart(2, '0')}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<CTfile>
  <Header>
    <DocumentName>Common Transfer File</DocumentName>
    <CTFversion>25.0</CTFversion>
    <DateTime>2026-11-20T08:${time}</DateTime>
    <DocumentQualifier>full</DocumentQualifier>
    <SupplierID>Example MIS ${serial}</SupplierID>
    <SourceSchool><LEA>801</LEA><Estab>4000</Estab><SchoolName>Example School</SchoolName><AcademicYear>2026</AcademicYear></SourceSchool>
    <DestSchool><LEA>801</LEA><Estab>LLLL</Estab></DestSchool>
  </Header>
  <CTFpupilData>
`;
}

function pupil(child: InventedChild): string {
  return `    <Pupil>
      <UPN>${child.upn}</UPN>
      <Surname>${child.family}</Surname>
      <Forename>${child.given}</Forename>
      <DOB>${child.birthDate}</DOB>
      <Sex>${child.female ? 'F' : 'M'}</Sex>
      <BasicDetails>
        <PreferredSurname>${child.family}</PreferredSurname>
        <PreferredForename>${child.given}</PreferredForename>
        <MiddleNames>${child.middle}</MiddleNames>
        <NCyearActual>5</NCyearActual>
        <Ethnicity>WBRI</Ethnicity>
        <EthnicitySource>C</EthnicitySource>
        <Languages><Type><LanguageType>F</LanguageType><Language>ENG</Language></Type></Languages>
        <MedicalFlag>0</MedicalFlag>
      </BasicDetails>
      <LookedAfter><InCare>false</InCare></LookedAfter>
      <SENhistory><SEN><StartDate>2025-09-01</StartDate><SENprovision>K</SENprovision></SEN></SENhistory>
      <Address>
        <BS7666Address><PAON>${child.houseNumber}</PAON><Street>Example Street</Street><Town>Sampleton</Town></BS7666Address>
        <PostCode>ZZ99 3VZ</PostCode>
      </Address>
      <Phones><Phone><TelephoneType>H</TelephoneType><PhoneNo>01632 960001</PhoneNo></Phone></Phones>
      <Contacts>
        <Contact><Order>1</Order><Surname>${child.family}</Surname><Forename>${child.motherGiven}</Forename><Relationship>PAM</Relationship><Responsibility>1</Responsibility></Contact>
      </Contacts>
      <Attendance>
        <YearData><Year>2026</Year><LEA>801</LEA><Estab>4000</Estab><SessionsPossible>110</SessionsPossible><SessionsAuthorised>4</SessionsAuthorised><SessionsAttended>103</SessionsAttended><SessionsUnauthorised>3</SessionsUnauthorised></YearData>
      </Attendance>
    </Pupil>
`;
}
