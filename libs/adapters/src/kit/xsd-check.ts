import type { Issue } from '@mash-gateway/contracts';
import type { ParseOption, XmlDocument } from 'libxml2-wasm';
import { DEFAULT_LIMITS, type AdapterInput, type Limits } from './adapter.js';
import { wholeText } from './bytes.js';
import { fault, Refusal, warning } from './issues.js';
import { Prolog } from './xml-prolog.js';
import { describeSchemaError } from './xsd-errors.js';

/** A check of documents against the published schema. Holds memory outside JavaScript until it is disposed of. */
export interface XsdCheck {
  /**
   * Checks one document or batch, read whole.
   * @returns `xml.schema` warnings with the line and the path in the profile, never a value; `xml.malformed`, `xml.doctype`,
   *   `body.*` or `limit.text` as error for what is not even XML; empty when valid
   */
  check(input: AdapterInput, limits?: Limits): Promise<readonly Issue[]>;
  /** Frees the schema. The check is of no use afterwards. */
  dispose(): void;
}

/** A whole document in libxml2 takes several times its size, so larger batches are not checked whole. */
const MOST_BYTES = 50 * 1024 * 1024;

/**
 * Makes a check of documents of one namespace against its schema. Loads the optional peer dependency `libxml2-wasm`; nothing else of this
 * package does.
 * @param xsd bytes of the schema; adapters read no files themselves
 * @throws Error of the module loader when `libxml2-wasm` is not installed
 */
export async function xsdCheckFor(namespace: string, xsd: Uint8Array): Promise<XsdCheck> {
  const libxml = await import('libxml2-wasm');
  // External entities and the network are off; entities are not substituted, and the limits on amplification stay on.
  const option = (libxml.ParseOption.XML_PARSE_NO_XXE | libxml.ParseOption.XML_PARSE_NONET) as ParseOption;
  const schema = libxml.XmlDocument.fromBuffer(xsd, { option });
  const validator = libxml.XsdValidator.fromDoc(schema);
  const elements = new Set(schema.find('//xs:element/@name', { xs: 'http://www.w3.org/2001/XMLSchema' }).map((name) => name.content));
  schema.dispose();
  const faults = (document: XmlDocument): readonly Issue[] => {
    try {
      validator.validate(document);
      return [];
    } catch (error) {
      if (!(error instanceof libxml.XmlValidateError)) throw error;
      const described = error.details.map((detail) => describeSchemaError(detail, document, { namespace, elements }));
      return described.map(({ location, rule }) => warning('xml.schema', location, rule));
    }
  };
  return {
    async check(input, limits = DEFAULT_LIMITS) {
      let document: XmlDocument | undefined;
      try {
        document = libxml.XmlDocument.fromString(await checkedText(input, limits), { option });
        return faults(document);
      } catch (error) {
        if (error instanceof Refusal) return [error.issue];
        if (!(error instanceof libxml.XmlParseError)) throw error;
        return [fault('xml.malformed', `line ${error.details[0]?.line ?? 1}`, 'Not well-formed')];
      } finally {
        document?.dispose();
      }
    },
    dispose() {
      validator.dispose();
    },
  };
}

/** The text, proved free of a DOCTYPE, without a declaration that would name another encoding than a JavaScript string has. */
async function checkedText(input: AdapterInput, limits: Limits): Promise<string> {
  const text = await wholeText(input, { ...limits, bytes: Math.min(limits.bytes, MOST_BYTES) });
  new Prolog().pass(text);
  return text.replace(/^<\?xml[^>]*\?>/u, (declaration) => declaration.replace(/[^\n]/gu, ''));
}
