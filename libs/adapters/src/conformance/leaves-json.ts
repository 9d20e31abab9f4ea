import type { Leaf } from './leaf.js';

type Step = string | number;

/** Values of a JSON document. An object with a `resourceType` adds it to the path, so that FHIR paths read as they are spoken. */
export function jsonLeaves(document: string): readonly Leaf[] {
  const root: unknown = JSON.parse(document);
  return walk(root, [], typeName(root) ?? '').map(({ steps, path, value }) => ({
    path,
    value: String(value),
    with: (other) => JSON.stringify(replaced(root, steps, typed(other, value))),
  }));
}

interface Found {
  readonly steps: readonly Step[];
  readonly path: string;
  readonly value: string | number | boolean;
}

function walk(value: unknown, steps: readonly Step[], path: string): Found[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => walk(item, [...steps, index], path + typeSegment(item)));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
      walk(item, [...steps, key], `${path === '' ? '' : `${path}/`}${key}${Array.isArray(item) ? '' : typeSegment(item)}`),
    );
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ steps, path, value }];
  return [];
}

function typeSegment(value: unknown): string {
  const name = typeName(value);
  return name === undefined ? '' : `/${name}`;
}

function typeName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('resourceType' in value)) return undefined;
  return typeof value.resourceType === 'string' ? value.resourceType : undefined;
}

/** A number stays a number and a boolean a boolean where the new text can be one. */
function typed(other: string | undefined, before: unknown): unknown {
  if (other === undefined || typeof before === 'string') return other;
  if (typeof before === 'boolean') return other === 'true' || (other !== 'false' && !before);
  return Number.isNaN(Number(other)) || other === '' ? other : Number(other);
}

function replaced(value: unknown, steps: readonly Step[], other: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return other;
  if (Array.isArray(value)) {
    const copy = value.map((item: unknown, index) => (index === step ? replaced(item, rest, other) : item));
    return copy.filter((item) => item !== undefined);
  }
  const copy = { ...(value as Record<string, unknown>) };
  const inner = replaced(copy[step], rest, other);
  if (inner === undefined) return Object.fromEntries(Object.entries(copy).filter(([key]) => key !== step));
  return { ...copy, [step]: inner };
}
