/** What the FHIR endpoints must know of a Bundle to answer it; the adapter reads the Bundle itself. */
export interface Glimpse {
  readonly type: string | undefined;
  readonly entries: number;
  readonly message: MessageGlimpse | undefined;
}

export interface MessageGlimpse {
  /** `MessageHeader.id`. */
  readonly id: string | undefined;
  /** `MessageHeader.eventCoding`. */
  readonly event: { readonly system?: string; readonly code?: string } | undefined;
  /** `MessageHeader.source.endpoint`, where the answer goes. */
  readonly endpoint: string | undefined;
}

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
  const event = asObject(header['eventCoding']);
  const system = asText(event?.['system']);
  const code = asText(event?.['code']);
  return {
    id: asText(header['id']),
    event: event === undefined ? undefined : { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) },
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
      header === undefined ? undefined : { id: attribute(header, 'id'), event: xmlEvent(header), endpoint: attribute(header, 'endpoint') },
  };
}

function xmlEvent(header: string): MessageGlimpse['event'] {
  const coding = /<(?:\w+:)?eventCoding[\s>][^]*?<\/(?:\w+:)?eventCoding>/.exec(header)?.[0];
  if (coding === undefined) return undefined;
  const system = attribute(coding, 'system');
  const code = attribute(coding, 'code');
  return { ...(system === undefined ? {} : { system }), ...(code === undefined ? {} : { code }) };
}

function attribute(xml: string, element: string): string | undefined {
  return asText(new RegExp(`<(?:\\w+:)?${element}\\s[^>]{0,200}?value\\s*=\\s*["']([^"'<&]{1,300})["']`).exec(xml)?.[1]);
}

type JsonObject = Readonly<Record<string, unknown>>;

function asObject(value: unknown): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** Ids, codes and addresses are echoed: only what looks like one is. */
function asText(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,300}$/.test(value) ? value : undefined;
}
