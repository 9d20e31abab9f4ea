import type { Adapter } from '@mash-gateway/adapters';
import type { Issue } from '@mash-gateway/contracts';

/** A Content-Type taken apart (RFC 9110 §8.3). */
export interface ContentType {
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly charset?: string;
}

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;
const CHARSET = /;\s*charset\s*=\s*(?:"([^"]{1,40})"|([^\s;"]{1,40}))/i;

/** The Content-Type when the adapter takes it; otherwise why not. */
export function acceptedContentType(header: string | undefined, adapter: Adapter): ContentType | Issue {
  const mediaType = header?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!MEDIA_TYPE.test(mediaType) || !adapter.mediaTypes.includes(mediaType))
    return { code: 'body.media-type', severity: 'error', location: 'Content-Type', rule: adapter.mediaTypes.join(', ').slice(0, 300) };
  const match = CHARSET.exec(header ?? '');
  const charset = (match?.[1] ?? match?.[2])?.toLowerCase();
  if (charset !== undefined && !isKnownCharset(charset))
    return { code: 'body.encoding', severity: 'error', location: 'Content-Type', rule: 'a charset of the Encoding Standard' };
  return { mediaType, ...(charset === undefined ? {} : { charset }) };
}

/** As it is kept beside the submission, so that a restart reads the same bytes the same way. */
export function contentTypeText({ mediaType, charset }: ContentType): string {
  return charset === undefined ? mediaType : `${mediaType}; charset=${charset}`;
}

/** Takes apart what {@link contentTypeText} wrote. */
export function contentTypeOf(text: string): ContentType {
  const [mediaType = '', charset] = text.split('; charset=');
  return { mediaType, ...(charset === undefined ? {} : { charset }) };
}

export function isIssue(value: ContentType | Issue): value is Issue {
  return 'severity' in value;
}

function isKnownCharset(charset: string): boolean {
  try {
    new TextDecoder(charset);
    return true;
  } catch {
    // RangeError: a label that the Encoding Standard does not know.
    return false;
  }
}
