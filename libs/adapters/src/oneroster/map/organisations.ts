import type { Organisation } from '@mash-gateway/contracts';
import { plainIdentifier } from '../../kit/identifiers.js';
import { fitText, kept, present } from '../../kit/texts.js';
import type { Links } from '../read/join.js';
import type { Row } from './row.js';

/** An org by its id, with its name and number where orgs.csv has them. Only `school` is known to be one. */
export function organisation(id: string, column: string, row: Row, links: Links): Organisation {
  const reading = { location: row.at(column), report: row.report };
  const org = links.org(id);
  return present<Organisation>({
    type: org === undefined || org['type'] === 'school' ? 'school' : 'other',
    name: fitText(org?.['name'], 300, reading.location, row.report),
    identifiers: kept([
      plainIdentifier('local', id, reading, { system: 'oneroster/org/sourcedId' }),
      plainIdentifier('local', org?.['identifier'], reading, { system: 'oneroster/org/identifier' }),
    ]),
  });
}
