import type { AdapterInput } from '../../kit/adapter.js';

/** A LEXS message of that many data items with one child each. */
export function itemsOf(records: number): AdapterInput {
  const NAMESPACES =
    'xmlns:nc="http://niem.gov/niem/niem-core/2.0" xmlns:s="http://niem.gov/niem/structures/2.0" xmlns:j="http://niem.gov/niem/domains/jxdm/4.0" ' +
    'xmlns:lexs="http://usdoj.gov/leisp/lexs/3.1" xmlns:dig="http://usdoj.gov/leisp/lexs/digest/3.1"';
  const item = (n: number): string =>
    `<lexs:DataItemPackage><lexs:PackageMetadata><lexs:DataItemID>I-${n}</lexs:DataItemID>` +
    '<lexs:DataItemPublishInstruction>Insert</lexs:DataItemPublishInstruction></lexs:PackageMetadata><lexs:Digest><dig:EntityActivity>' +
    '<nc:Activity s:id="A1"><nc:ActivityCategoryText>Incident</nc:ActivityCategoryText><nc:ActivityDate><nc:Date>2026-11-19</nc:Date></nc:ActivityDate>' +
    `<nc:ActivityDescriptionText>Item ${n} of the message.</nc:ActivityDescriptionText></nc:Activity></dig:EntityActivity><dig:EntityPerson><dig:Person s:id="P1">` +
    '<nc:PersonBirthDate><nc:Date>2015-05-01</nc:Date></nc:PersonBirthDate><nc:PersonName><nc:PersonGivenName>Rowan</nc:PersonGivenName>' +
    `<nc:PersonSurName>Sample ${n}</nc:PersonSurName></nc:PersonName></dig:Person><j:Victim s:id="V1"><nc:RoleOfPersonReference s:ref="P1"/></j:Victim></dig:EntityPerson>` +
    '</lexs:Digest></lexs:DataItemPackage>\n';
  return {
    mediaType: 'application/xml',
    async *open() {
      await Promise.resolve();
      yield Buffer.from(
        `<lexs:PublishMessage ${NAMESPACES}><lexs:DataSubmitterMetadata><lexs:SystemIdentifier><lexs:ORI>ZZ0990100</lexs:ORI></lexs:SystemIdentifier></lexs:DataSubmitterMetadata>`,
      );
      for (let n = 0; n < records; n += 10)
        yield Buffer.from(Array.from({ length: Math.min(10, records - n) }, (_, index) => item(n + index)).join(''));
      yield Buffer.from('</lexs:PublishMessage>');
    },
  };
}
