import { readXml } from './read-xml.mjs';
import { record } from './record.mjs';

const LISTS = new Set(['Child', 'Person', 'Relationship', 'GivenName', 'Identifier', 'Category', 'Grade']);

/** Maps a public-protection notice: one record for each child. */
export function* mapNotice(body) {
  const { Notice: notice } = readXml(body.toString('utf8'), LISTS);
  const { Header: header } = notice;
  const persons = notice.Persons.Person.map((person) => involved(person, notice.Relationships.Relationship));
  for (const [index, source] of notice.Children.Child.entries()) {
    const identifier = source.Identifier[0]['#text'];
    const provenance = {
      agency: 'police',
      standard: 'Police notice 1.0',
      adapter: 'police-notice',
      change: header.Change,
      position: index + 1,
      system: header.System,
      organisation: { type: 'police-force', name: header.Force['#text'] },
      sourceRecordId: `${header.Reference}:${source['@id']}`,
      sourceVersion: header.Version,
      authoredAt: header.Authored,
      author: { role: header.Officer.Rank, name: { use: 'official', text: header.Officer.Name } },
    };
    yield {
      key: identifier,
      record: record(provenance, identifier, { child: child(source), persons, information: [incident(notice, source)] }),
    };
  }
}

function child(source) {
  const [day, month, year] = source.BirthDate.split('/');
  const { Address: address, School: school } = source;
  return {
    state: 'born',
    names: [name(source.Name)],
    birthDate: { value: `${year}-${month}-${day}`, precision: 'day' },
    gender: { normalised: source.Gender.toLowerCase(), original: [{ code: source.Gender }] },
    identifiers: source.Identifier.map((identifier) => ({ type: identifier['@type'], value: identifier['#text'], status: 'verified' })),
    ethnicity: { normalised: 'WBRI', original: [{ code: source.Ethnicity }] },
    addresses: [{ use: 'home', paon: address.Building, street: address.Street, town: address.Town, postcode: address.Postcode }],
    telecoms: [{ kind: 'phone', value: source.Telephone }],
    school: { type: 'school', name: school.Name, identifiers: [{ type: 'urn', value: school.Urn, status: 'unverified' }] },
  };
}

function name({ GivenName: given, Surname: family }) {
  return { use: 'official', given, family };
}

function involved(person, relationships) {
  const suspect = person.Role === 'suspect';
  const toChild = relationships.find((relationship) => relationship['@from'] === person['@id'] && relationship['@to'] === 'c1');
  return {
    personId: person['@id'],
    roles: [{ normalised: person.Role, original: [{ code: person.Role }] }],
    ...(toChild && { relationshipToChild: { normalised: toChild['@kind'] }, livesWithChild: toChild['@liveTogether'] }),
    visibility: suspect ? 'restricted' : 'normal',
    names: [name(person.Name)],
  };
}

function incident({ Incident: source, Grades: grades, Header: header }, { ChildVoice: voice }) {
  const { Circumstances: circumstances } = source;
  return {
    entryId: 'e1',
    kind: 'incident',
    categories: source.Category.map((category) => ({
      normalised: category['@code'],
      original: [{ code: category['@forceCode'], text: category['#text'] }],
    })),
    occurredAt: { start: source.OccurredFrom['#text'], precision: source.OccurredFrom['@precision'] },
    recordedAt: source.Reported,
    title: source.Title,
    narrative: source.Narrative,
    severities: grades.Grade.map((grade) => ({
      scheme: grade['@scheme'],
      force: header.Force['#text'],
      original: grade['#text'],
      normalised: 'medium',
    })),
    place: { description: source.Place.Description },
    references: [{ type: source.Reference['@type'], system: source.Reference['@system'], value: source.Reference['#text'] }],
    circumstances: {
      childPresent: circumstances.ChildPresent,
      childWhereabouts: circumstances.ChildWhereabouts,
      injuries: circumstances.Injuries,
      immediateSafety: circumstances.ImmediateSafety,
      parentsAware: circumstances.ParentsAware,
    },
    childVoice: { state: voice['@state'], words: voice.Words },
  };
}
