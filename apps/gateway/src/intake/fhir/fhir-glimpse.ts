/** What the FHIR endpoints must know of a Bundle to answer it; the adapter reads the Bundle itself. */
export interface Glimpse {
  readonly type: string | undefined;
  readonly entries: number;
  readonly message: MessageGlimpse | undefined;
}

export interface MessageGlimpse {
  /** `MessageHeader.id`. */
  readonly id: string | undefined;
  /** `MessageHeader.eventCoding` or `eventUri` (R4), `event` (STU3). */
  readonly event: MessageEvent | undefined;
  /** `MessageHeader.source.endpoint`, where the answer goes. */
  readonly endpoint: string | undefined;
}

/** What a message is about: a Coding, or in R4 a uri. */
export type MessageEvent = { readonly system?: string; readonly code?: string } | { readonly uri: string };

/** Looks at a Bundle, JSON or XML; undefined when it cannot be made out, which the adapter then says better. */
export function glimpseOf(body: Uint8Array): Glimpse | undefined {
  const text = new TextDecoder('utf-8').decode(body);
  return text.trimStart().startsWith('<') ? xmlGlimpse(text) : jsonGlimpse(text);
}

function jsonGlimpse(text: string): Glimpse | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // Malformed, or in another encoding: the adapter proves which.
    return undefined;
  }
  const bundle = asObject(parsed);
  if (bundle?.['resourceType'] !== 'Bundle') return undefined;
  const entries = Array.isArray(bundle['entry']) ? (bundle['entry'] as readonly unknown[]) : [];
  return { type: asText(bundle['type']), entries: entries.length, message: messageOf(asObject(asObject(entries[0])?.['resource'])) };
}

function messageOf(header: JsonObject | undefined): MessageGlimpse | undefined {
  if (header?.['resourceType'] !== 'MessageHeader') return undefined;
  const coding = asObject(header['eventCoding']) ?? asObject(header['event']);
  const event = coding === undefined ? undefined : eventOf(asText(coding['system']), asText(coding['code']));
  return {
    id: asId(header['id']),
    event: event ?? uriOf(asText(header['eventUri'])),
    endpoint: asText(asObject(header['source'])?.['endpoint']),
  };
}

function xmlGlimpse(document: string): Glimpse | undefined {
  const text = document.replace(/<!--[^]*?-->/g, '');
  if (!/^\s*(?:<\?[^]*?\?>\s*)*<(?:\w+:)?Bundle[\s>]/.test(text)) return undefined;
  const header = /<(?:\w+:)?MessageHeader[\s>][^]{0,20000}?<\/(?:\w+:)?MessageHeader>/.exec(text)?.[0];
  const [beforeEntries = ''] = text.split(/<(?:\w+:)?entry[\s>]/, 1);
  return {
    type: attribute(beforeEntries, 'type'),
    entries: text.match(/<(?:\w+:)?entry[\s>]/g)?.length ?? 0,
    message:
      header === undefined
        ? undefined
        : { id: asId(attribute(header, 'id')), event: xmlEvent(header), endpoint: attribute(header, 'endpoint') },
  };
}

function xmlEvent(header: string): MessageGlimpse['event'] {
  const coding = /<(?:\w+:)?(eventCoding|event)[\s>][^]*?<\/(?:\w+:)?\1>/.exec(header)?.[0];
  if (coding === undefined) return uriOf(attribute(header, 'eventUri'));
  return eventOf(attribute(coding, 'system'), attribute(coding, 'code'));
}

/** An event as far as it is known; undefined when nothing is. */
export function eventOf(system: string | undefined, code: string | undefined): MessageEvent | undefined {
  if (system === undefined && code === undefined) return undefined;
  return { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) };
}

function uriOf(uri: string | undefined): MessageEvent | undefined {
  return uri === undefined ? undefined : { uri };
}

function attribute(xml: string, element: string): string | undefined {
  return asText(new RegExp(`<(?:\\w+:)?${element}\\s[^>]{0,200}?value\\s*=\\s*["']([^"'<&]{1,300})["']`).exec(xml)?.[1]);
}

type JsonObject = Readonly<Record<string, unknown>>;

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** The type `id` of FHIR: what an answer's `response.identifier` may repeat. */
export function asId(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9.-]{1,64}$/.test(value) ? value : undefined;
}

/** Ids, codes and addresses are echoed: only what looks like one is. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,300}$/.test(value) ? value : undefined;
}
