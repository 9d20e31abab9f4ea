import type { InventedChild } from './invented-child.js';

/** A public-protection notice of about 2.5 KB: one child, the mother, a suspect. */
export function policeNotice(child: InventedChild, serial: number): Buffer {
  const [year = '', month = '', day = ''] = child.birthDate.split('-');
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<Notice xmlns="urn:mash-gateway:police-notice:1" profile="1.0">
  <Header>
    <Force code="99">Exampleshire Police</Force>
    <System>Example RMS</System>
    <Reference>PPN-BENCH-${serial}</Reference>
    <Type>ppn</Type>
    <Version>1</Version>
    <Change>new</Change>
    <Authored>2026-11-20T22:05:00Z</Authored>
    <Officer><Name>A Example</Name><Rank>Constable</Rank><CollarNumber>9999</CollarNumber></Officer>
  </Header>
  <Incident>
    <Reference type="incident" system="urn:example:incidents">INC-${serial}</Reference>
    <OccurredFrom precision="time">2026-11-20T21:15:00Z</OccurredFrom>
    <Reported>2026-11-20T21:20:00Z</Reported>
    <Place><Description>At home</Description></Place>
    <Category code="domestic-abuse" forceCode="DA1">Domestic abuse</Category>
    <Title>Domestic incident with a child present</Title>
    <Narrative>Officers attended a report of shouting. The child was found upstairs, unhurt and upset. The suspect had left before police arrived and was arrested nearby. The mother was given the number of the local domestic abuse service and asked to change the locks.</Narrative>
    <Circumstances>
      <ChildPresent>yes</ChildPresent>
      <ChildWhereabouts>Upstairs in the back bedroom</ChildWhereabouts>
      <Injuries>None seen</Injuries>
      <ImmediateSafety>Suspect in custody</ImmediateSafety>
      <ParentsAware>yes</ParentsAware>
    </Circumstances>
  </Incident>
  <Grades><Grade scheme="ppn-rag">Amber</Grade></Grades>
  <Children>
    <Child id="c1">
      <Name><GivenName>${child.given}</GivenName><Surname>${child.family}</Surname></Name>
      <BirthDate>${day}/${month}/${year}</BirthDate>
      <Gender>${child.female ? 'Female' : 'Male'}</Gender>
      <Identifier type="nhs-number" traced="true">${child.nhsNumber}</Identifier>
      <Ethnicity>W1</Ethnicity>
      <Address><Building>${child.houseNumber}</Building><Street>Example Street</Street><Town>Sampleton</Town><Postcode>ZZ99 3VZ</Postcode></Address>
      <Telephone>01632 960001</Telephone>
      <School><Name>Example Primary School</Name><Urn>999999</Urn></School>
      <ChildVoice state="captured"><Words>I want to stay with Nan.</Words></ChildVoice>
    </Child>
  </Children>
  <Persons>
    <Person id="p1"><Name><GivenName>${child.motherGiven}</GivenName><Surname>${child.family}</Surname></Name><Role>parent</Role></Person>
    <Person id="p2"><Name><GivenName>Alex</GivenName><Surname>Invented</Surname></Name><Role>suspect</Role></Person>
  </Persons>
  <Relationships>
    <Relationship from="p1" to="c1" kind="mother" liveTogether="yes"/>
    <Relationship from="p2" to="p1" kind="former-partner"/>
  </Relationships>
</Notice>
`);
}
