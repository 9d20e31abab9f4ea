/**
 * The step of a location for one element, attribute or key. Names are the sender's to choose, so a name is told only
 * when the standard defines it there; any other is told by its place (`*[3]`, counted from 1 as XPath does), or as `*`
 * where places mean nothing, as among the keys of a JSON object.
 */
export function safeStep(name: string, isDefined: (name: string) => boolean, place?: number): string {
  if (isDefined(name)) return name;
  return place === undefined ? '*' : `*[${place}]`;
}
