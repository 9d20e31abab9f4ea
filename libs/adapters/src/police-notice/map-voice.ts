import { codes, type ChildVoice } from '@mash-gateway/contracts';
import { notice, warning } from '../kit/issues.js';
import { present } from '../kit/texts.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** The voice of a child, or of the children together. `field` is where the record will hold it. */
export function voiceOf(part: Part | undefined, field: string, scope: Scope): ChildVoice | undefined {
  if (part === undefined) return undefined;
  const by = scope.plain(part.one('CapturedBy'), 200);
  const words = scope.text(part.one('Words'), 8000, `${field}/words`);
  const observed = scope.text(part.one('Observed'), 8000, `${field}/observed`);
  const voice = present<ChildVoice>({
    state: stateOf(part, scope, words !== undefined),
    words,
    observed,
    capturedBy: by === undefined ? undefined : { name: { use: 'usual', text: by } },
    capturedAt: scope.plainMoment(part.one('CapturedAt')),
    reasonNotCaptured: scope.text(part.one('ReasonNotCaptured'), 2000, `${field}/reasonNotCaptured`),
  });
  if (voice.state === 'not-captured' && voice.reasonNotCaptured === undefined)
    scope.report(notice('format.missing', `${part.path}/ReasonNotCaptured`, "Say why the child's voice was not captured"));
  return voice;
}

function stateOf(part: Part, scope: Scope, hasWords: boolean): ChildVoice['state'] {
  const stated = scope.choice(part, 'state', codes.VOICE_STATES);
  if (stated === undefined && part.attribute('state') === undefined)
    scope.report(warning('format.missing', `${part.path}/@state`, 'Whether the voice was captured'));
  return stated ?? (hasWords ? 'captured' : 'unknown');
}
