import type { Telecom } from '@mash-gateway/contracts';
import { present } from '../kit/texts.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

const PHONE_KINDS = ['phone', 'mobile', 'textphone'] as const;
const USES = ['home', 'work', 'emergency', 'temporary', 'former'] as const;

/** Telephones (POLE DS_053), then emails (DS_054). */
export function telecomsOf(owner: Part, scope: Scope): Telecom[] {
  return [
    ...scope.each(owner, 'Telephone', 15, (part) => telecom(part, scope, scope.choice(part, 'kind', PHONE_KINDS) ?? 'phone')),
    ...scope.each(owner, 'Email', 15, (part) => telecom(part, scope, 'email')),
  ];
}

function telecom(part: Part, scope: Scope, kind: Telecom['kind']): Telecom | undefined {
  const use = scope.choice(part, 'use', USES);
  const confidential = scope.guard(part, 'hidden');
  const value = scope.text(part, 300, '/telecoms');
  return value === undefined ? undefined : present<Telecom>({ kind, value, use, confidential: confidential || undefined });
}
