import type { Identifier, Organisation, PersonName, Professional, Reference, Source } from '@mash-gateway/contracts';
import { warning } from '../kit/issues.js';
import { fitList, present } from '../kit/texts.js';
import { NOTICE_TYPES } from './codes.js';
import { telecomsOf } from './map-contact.js';
import { list } from './namespace.js';
import type { Part } from './part.js';
import type { Scope } from './scope.js';

/** The header of a notice, ready to be placed in each record. */
export interface HeaderFacts {
  readonly source: Pick<
    Source,
    'organisation' | 'system' | 'sourceVersion' | 'sequence' | 'change' | 'authoredAt' | 'author' | 'references'
  >;
  /** Name of the force, for grades and the source record id. */
  readonly force: string | undefined;
  readonly forceCode: string | undefined;
  readonly reference: string | undefined;
  readonly type: { readonly code: string; readonly forceName: string | undefined };
  readonly contact: Professional | undefined;
}

/** Who says it, when, as which version. Anything missing is reported; none of it refuses a concern. */
export function headerOf(notice: Part, scope: Scope): HeaderFacts {
  const part = notice.one('Header');
  if (part === undefined) {
    scope.report(warning('format.missing', `${notice.path}/Header`, 'A notice has a header'));
    return { source: { change: 'new' }, force: undefined, forceCode: undefined, reference: undefined, type: UNTYPED, contact: undefined };
  }
  const forcePart = needed(part, 'Force', scope);
  const force = scope.plain(forcePart, 200);
  const forceCode = forcePart && scope.attribute(forcePart, 'code', 100);
  const reference = scope.plain(needed(part, 'Reference', scope), 120);
  const version = versionOf(needed(part, 'Version', scope), scope);
  const organisation = forceOf(force, forceCode);
  const unit = unitOf(part.one('Unit'), scope);
  const references: Reference[] = reference === undefined ? [] : [{ type: 'notice', value: reference }];
  return {
    source: present<HeaderFacts['source']>({
      organisation,
      system: scope.plain(part.one('System'), 200),
      sourceVersion: version?.toString(),
      sequence: version,
      change: changeOf(needed(part, 'Change', scope), scope, version),
      authoredAt: scope.plainMoment(needed(part, 'Authored', scope)),
      author: professionalOf(part.one('Officer'), scope, unit),
      references,
    }),
    force,
    forceCode,
    reference,
    type: typeOf(needed(part, 'Type', scope), scope),
    contact: professionalOf(part.one('Contact'), scope, undefined),
  };
}

const UNTYPED = { code: 'other', forceName: undefined } as const;
const CHANGES = ['new', 'update', 'delete'] as const;

function needed(header: Part, name: string, scope: Scope): Part | undefined {
  const part = header.one(name);
  if (part === undefined) scope.report(warning('format.missing', `${header.path}/${name}`, 'The header says this'));
  return part;
}

function typeOf(part: Part | undefined, scope: Scope): HeaderFacts['type'] {
  if (part === undefined) return UNTYPED;
  const forceName = scope.attribute(part, 'forceName', 200);
  const code = scope.word(part.text(), [...NOTICE_TYPES.keys()], part.path);
  // A kind outside the list is still the force's name for it.
  return { code: code ?? 'other', forceName: forceName ?? (code === undefined ? scope.plain(part, 200) : undefined) };
}

function versionOf(part: Part | undefined, scope: Scope): number | undefined {
  const text = part?.text();
  if (part === undefined || text === undefined) return undefined;
  if (/^\d{1,7}$/u.test(text) && Number(text) >= 1) return Number(text);
  scope.report(warning('format.value', part.path, 'A whole number from 1 is expected'));
  return undefined;
}

/** Without a readable change a first version is new and a later one an update; nothing is ever guessed to be a deletion. */
function changeOf(part: Part | undefined, scope: Scope, version: number | undefined): Source['change'] {
  const stated = part && scope.word(part.text(), CHANGES, part.path);
  return stated ?? (version !== undefined && version > 1 ? 'update' : 'new');
}

function forceOf(name: string | undefined, code: string | undefined): Organisation | undefined {
  if (name === undefined && code === undefined) return undefined;
  const identifiers: Identifier[] = code === undefined ? [] : [{ type: 'local', system: list('force'), value: code, status: 'unverified' }];
  return present<Organisation>({ type: 'police-force', name, identifiers });
}

function unitOf(part: Part | undefined, scope: Scope): Organisation | undefined {
  if (part === undefined) return undefined;
  const code = scope.attribute(part, 'code', 100);
  const identifiers: Identifier[] = code === undefined ? [] : [{ type: 'local', system: list('unit'), value: code, status: 'unverified' }];
  return present<Organisation>({ type: 'police-force', name: scope.plain(part, 200), identifiers });
}

/** An officer or contact; a unit without an officer is still somebody to ask. */
function professionalOf(part: Part | undefined, scope: Scope, organisation: Organisation | undefined): Professional | undefined {
  if (part === undefined) return organisation && { organisation };
  const name = scope.plain(part.one('Name'), 200);
  const number = scope.plain(part.one('CollarNumber'), 100);
  const names: PersonName | undefined = name === undefined ? undefined : { use: 'usual', text: name };
  const professional = present<Professional>({
    role: scope.plain(part.one('Rank') ?? part.one('Role'), 200),
    name: names,
    identifiers: number === undefined ? [] : [{ type: 'local', system: list('collar-number'), value: number, status: 'unverified' }],
    organisation,
    telecoms: fitList(telecomsOf(part, scope), 10, part.path, scope.report),
  });
  return Object.keys(professional).length === 0 ? undefined : professional;
}
