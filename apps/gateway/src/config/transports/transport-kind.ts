/** One kind of transport: the shape of its settings in gateway.yaml, and which of them are paths of files or folders. */
export interface TransportKind {
  readonly kind: string;
  /** JSON Schema of the settings; `kind` is added. */
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
  /** Settings that are paths, inside a group with a dot (`oauth.keyFile`): relative ones are taken from the folder of gateway.yaml. */
  readonly paths: readonly string[];
  readonly description: string;
}
