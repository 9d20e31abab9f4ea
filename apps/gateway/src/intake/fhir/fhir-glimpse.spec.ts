import { expect, test } from '@jest/globals';
import { glimpseOf } from './fhir-glimpse.js';

const message = {
  type: 'message',
  entries: 2,
  message: { id: 'm1', event: { system: 'urn:example:events', code: 'referral' }, endpoint: 'urn:example:sender' },
};

test('sees type, entries and message header in JSON', () => {
  const bundle = {
    resourceType: 'Bundle',
    type: 'message',
    entry: [
      {
        resource: {
          resourceType: 'MessageHeader',
          id: 'm1',
          eventCoding: { system: 'urn:example:events', code: 'referral' },
          source: { endpoint: 'urn:example:sender' },
        },
      },
      { resource: { resourceType: 'Patient' } },
    ],
  };

  expect(glimpseOf(Buffer.from(JSON.stringify(bundle)))).toEqual(message);
});

test('sees the same in XML', () => {
  const bundle = `<?xml version="1.0"?><Bundle xmlns="http://hl7.org/fhir"><type value="message"/><entry><resource><MessageHeader><id value="m1"/>
    <eventCoding><system value="urn:example:events"/><code value="referral"/></eventCoding>
    <source><endpoint value="urn:example:sender"/></source></MessageHeader></resource></entry>
    <entry><resource><Patient/></resource></entry></Bundle>`;

  expect(glimpseOf(Buffer.from(bundle))).toEqual(message);
});

test.each(['', '{', '[]', 'null', '{"resourceType":"Patient"}', '<Patient/>', '<<<'])('of %j nothing can be said', (text) => {
  expect(glimpseOf(Buffer.from(text))).toBeUndefined();
});

test('a header value that looks like no id is not echoed', () => {
  const bundle = { resourceType: 'Bundle', type: 'message', entry: [{ resource: { resourceType: 'MessageHeader', id: 'Rowan Sample' } }] };

  expect(glimpseOf(Buffer.from(JSON.stringify(bundle)))?.message).toEqual({ id: undefined, event: undefined, endpoint: undefined });
});
