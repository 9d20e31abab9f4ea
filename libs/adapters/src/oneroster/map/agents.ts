import type { InvolvedPerson } from '@mash-gateway/contracts';
import { plainIdentifier } from '../../kit/identifiers.js';
import { notice } from '../../kit/issues.js';
import { fitList, kept, present } from '../../kit/texts.js';
import { AGENT } from '../codes.js';
import type { Links } from '../read/join.js';
import { listed } from '../read/lists.js';
import { identifiers, names, telecoms, USER_ID } from './person.js';
import type { Row } from './row.js';

/** People whom the student's row names as agents, and those whose own row names the student. */
export function agents(row: Row, links: Links): InvolvedPerson[] {
  const own = listed(row.cells['agentSourcedIds']);
  const naming = links.agentsNaming(row.cells['sourcedId'] ?? '').filter((id) => !own.includes(id));
  const ids = fitList([...own, ...new Set(naming)], 100, row.at('agentSourcedIds'), row.report);
  return ids.map((id, index) => agent(id, `p${index + 1}`, row, links));
}

function agent(id: string, personId: string, row: Row, links: Links): InvolvedPerson {
  const location = row.at('agentSourcedIds');
  const reference = plainIdentifier('local', id, { location, report: row.report }, { system: USER_ID });
  const cells = links.agent(id);
  if (cells === undefined) {
    row.report(notice('format.reference', location, 'The agent is not among the users of this body; only the reference is known'));
    return { personId, identifiers: kept([reference]), roles: [{ normalised: 'unknown' }], visibility: 'third-party' };
  }
  const person = row.joined('users', { ...cells, role: cells['role'] ?? links.roles(id)[0]?.['role'] });
  const role = person.coded('role', AGENT);
  const isFamily = role?.normalised === 'guardian' || role?.normalised === 'parent' || role?.normalised === 'other-relative';
  return present<InvolvedPerson>({
    personId,
    names: names(person),
    identifiers: kept([reference, ...identifiers(person)]),
    telecoms: telecoms(person),
    pronouns: person.text('pronouns', 60),
    roles: [role ?? { normalised: 'unknown' }],
    relationshipToChild: role,
    visibility: isFamily ? 'normal' : 'third-party',
  });
}
