import type { Element } from '../../fhir/read/element.js';

/** The first extension with such a url: the same extension is met under several hosts and profiles. */
export function extensionNamed(resource: Element, name: RegExp): Element | undefined {
  return resource.many('extension').find((item) => name.test(item.text('url') ?? ''));
}
