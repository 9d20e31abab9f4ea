import type { ChildVoice, Circumstances, Information, Professional } from '@mash-gateway/contracts';
import { whenOf } from '../kit/dates.js';
import { fitList, fitText, kept, present } from '../kit/texts.js';
import { CONCERN, YES_NO } from './codes.js';
import { coded, dated, listed, reading, words, type Form } from './form.js';
import type { Person } from './map-people.js';

/** What happened. A form is a concern, whatever it leaves out. */
export function concernOf(form: Form, people: readonly Person[]): Information {
  const categories = kept([coded(form, 'concern', CONCERN), coded(form, 'otherConcern', CONCERN)]);
  const circumstances = circumstancesOf(form);
  const place = words(form, 'place', 500);
  const parts = people.flatMap(({ person: { personId }, part }) => (part === undefined ? [] : [{ personId, part }]));
  return present<Information>({
    entryId: 'e1',
    kind: 'concern',
    categories: categories.length === 0 ? undefined : categories,
    occurredAt: whenOf(dated(form, 'happenedAt'), dated(form, 'happenedUntil'), reading(form, 'happenedAt')),
    narrative: words(form, 'whatHappened', 32_000),
    urgency: circumstances?.immediateDanger === 'yes' ? 'immediate' : undefined,
    place: place === undefined ? undefined : { description: place },
    people: parts.length === 0 ? undefined : parts,
    childVoice: voiceOf(form),
    circumstances,
    professionals: leadOf(form),
  });
}

function circumstancesOf(form: Form): Circumstances | undefined {
  const at = form.at('othersTold');
  const told = kept(fitList(listed(form, 'othersTold'), 20, at, form.report).map((name) => fitText(name, 200, at, form.report)));
  const circumstances = present<Circumstances>({
    childPresent: coded(form, 'childPresent', YES_NO)?.normalised,
    injuries: words(form, 'injuries', 4000),
    immediateDanger: coded(form, 'immediateDanger', YES_NO)?.normalised,
    immediateSafety: words(form, 'actionTaken', 4000),
    parentsAware: coded(form, 'parentsAware', YES_NO)?.normalised,
    parentsNotAwareReason: words(form, 'parentsNotAwareReason', 2000),
    historyKnown: words(form, 'history', 4000),
    reportedToPolice: coded(form, 'policeTold', YES_NO)?.normalised,
    agenciesInformed: told.length === 0 ? undefined : told,
  });
  return Object.keys(circumstances).length === 0 ? undefined : circumstances;
}

/** Whether the child was heard is only said where the form says it. */
function voiceOf(form: Form): ChildVoice | undefined {
  const said = words(form, 'childWords', 8000);
  const reason = words(form, 'childNotHeard', 2000);
  if (said === undefined && reason === undefined) return undefined;
  return present<ChildVoice>({ state: said === undefined ? 'not-captured' : 'captured', words: said, reasonNotCaptured: reason });
}

function leadOf(form: Form): Professional[] | undefined {
  const name = words(form, 'leadName', 300);
  const phone = words(form, 'leadPhone', 300);
  if (name === undefined && phone === undefined) return undefined;
  const lead = present<Professional>({
    role: 'Safeguarding lead',
    name: name === undefined ? undefined : { use: 'unknown', text: name },
    telecoms: phone === undefined ? undefined : [{ kind: 'phone', value: phone, use: 'work' }],
  });
  return [lead];
}
