export function validator(schemaFile: string): (record: unknown) => boolean;
