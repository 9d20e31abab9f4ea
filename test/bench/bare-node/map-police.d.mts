/** Maps one body; each record comes with the identifier that its key is made from. */
export function mapNotice(body: Buffer): Generator<{ readonly key: string; readonly record: object }>;
