import type { Submitted } from '../choose/entries.js';
import type { Person } from '../choose/people.js';
import type { Element } from '../read/element.js';
import type { Mapping } from './mapping.js';

/** `Type/id` of a resource that has an id. */
export function idOf(resource: Element | undefined): string | undefined {
  if (!resource) return undefined;
  const id = resource.value['id'];
  return typeof id === 'string' && /^[A-Za-z0-9.-]{1,64}$/u.test(id) ? `${resource.resourceType}/${id}` : undefined;
}

/** `Type/id` of what a message is about. In BaRS resources need no id: the URL an entry has in its message is then what stays the same. */
export function focusId(header: Element, mapping: Mapping): string | undefined {
  for (const reference of header.many('focus')) {
    const literal = reference.value['reference'];
    const target = mapping.resolve(reference);
    if (target) return idOf(target) ?? idInUrl(target.resourceType, literal);
  }
  return undefined;
}

/** `Patient/id` of a person whose Patient has no id but in its message. */
export function idInMessage({ own }: Person): string | undefined {
  const entry = own.find(({ type }) => type === 'Patient');
  return entry && idInUrl(entry.type, entry.fullUrl);
}

/** The id of a message: that of its header. */
export function messageId({ entries }: Submitted, header: Element): string | undefined {
  return header.text('id') ?? uuidIn(entries.find(({ type }) => type === 'MessageHeader')?.fullUrl);
}

function idInUrl(type: string, url: unknown): string | undefined {
  const uuid = uuidIn(url);
  return uuid === undefined ? undefined : `${type}/${uuid}`;
}

function uuidIn(url: unknown): string | undefined {
  return typeof url === 'string' ? /^urn:uuid:([0-9a-f-]{36})$/iu.exec(url)?.[1]?.toLowerCase() : undefined;
}
