import { isList, isObject, type Json, type JsonObject } from '../read/tree.js';
import { Guarded } from './guarded.js';

/** Longest name, id or URL a notification is believed. */
const LONGEST = 2000;
/** Visible ASCII: names of events, ids, instants and URLs are nothing else. */
const PLAIN = /^[\x21-\x7e]+$/u;
/** What can be fetched: http(s), or a reference relative to the server the feed is configured for. */
const FETCHABLE = /^(?:https?:\/\/[^/]|(?![a-z][a-z0-9+.-]*:)[A-Za-z0-9._~%-]+[/?])/iu;

/** A plain text of a notification: a name, an id, an instant. Anything else says nothing. */
export function plain(value: Json | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.length <= LONGEST && PLAIN.test(text) ? text : undefined;
}

/** A URL or relative reference that can be fetched, guarded. */
export function fetchable(value: Json | undefined): Guarded | undefined {
  const text = plain(value);
  return text !== undefined && FETCHABLE.test(text) ? new Guarded(text) : undefined;
}

/** An identifier of a person, guarded; blanks inside it are layout. */
export function guarded(value: Json | undefined): Guarded | undefined {
  const text = plain(typeof value === 'string' ? value.replace(/\s/gu, '') : value);
  return text === undefined ? undefined : new Guarded(text);
}

/** The members of a list; XML of an unlisted type has one element where there is one. */
export function each(value: Json | undefined): JsonObject[] {
  return (isList(value) ? value : [value]).filter((item): item is JsonObject => isObject(item));
}
