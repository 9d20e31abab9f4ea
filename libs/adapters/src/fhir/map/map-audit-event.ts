import { fitText, kept } from '../../kit/texts.js';
import type { EntryMapping, Facts } from './entry-mapping.js';
import type { Element } from '../read/element.js';
import { allCodings, coding } from './map-codings.js';
import { moment, whenAt, whenOfPeriod } from './map-periods.js';
import { professional } from './map-professionals.js';

/** An AuditEvent about the child's record: who looked, when and for what (CP-IS, previous accesses). */
export function auditEvent(resource: Element, mapping: EntryMapping): Facts {
  const agents = resource.many('agent');
  const who = agents.map((agent) => {
    const [role] = allCodings(agent.many('role'), mapping);
    const called = fitText(role?.display ?? role?.text, 200, agent.at('role'), mapping.report);
    return professional(agent.one('who'), called ?? 'Accessed the record', mapping);
  });
  resource.pass('entity', 'source');
  return {
    kind: 'record-access',
    codes: kept([coding(resource.one('type'), mapping), ...resource.many('subtype').map((item) => coding(item, mapping))]),
    occurredAt: whenOfPeriod(resource.one('period'), mapping) ?? whenAt(resource, 'recorded', mapping),
    recordedAt: moment(resource, 'recorded', mapping),
    outcomes: allCodings(resource.many('purposeOfEvent'), mapping).slice(0, 20),
    professionals: kept(who).slice(0, 20),
  };
}
