import type { Readings } from '../../fhir/read/element.js';
import { isList, isObject, type Json, type JsonObject } from '../../fhir/read/tree.js';
import { ukCoreUrl } from './extensions.js';

/** The Spine directory names organisations by their ODS code (ODS FHIR API, STU3). */
const DIRECTORY = /^https:\/\/directory\.spineservices\.nhs\.uk\/(?:STU3\/)?Organization\/([A-Za-z0-9]{3,12})$/u;

/**
 * A tree whose CareConnect extensions have the urls of UK Core, and whose references to the Spine directory carry the
 * code they are made of; the same tree when it has neither.
 */
export function walked(tree: JsonObject, path: string, readings: Readings): JsonObject {
  const changed = Object.entries(tree).flatMap(([key, value]): [string, Json][] => {
    const now = key === 'contained' ? value : item(value, `${path}.${key}`, readings);
    return now === value ? [] : [[key, now]];
  });
  const further = [...changed, ...directoryCode(tree, path, readings), ...renamedUrl(tree)];
  return further.length === 0 ? tree : { ...tree, ...Object.fromEntries(further) };
}

function item(value: Json, path: string, readings: Readings): Json {
  if (isObject(value)) return walked(value, path, readings);
  if (!isList(value)) return value;
  const items = value.map((one, index) => item(one, `${path}[${index}]`, readings));
  return items.some((one, index) => one !== value[index]) ? items : value;
}

function renamedUrl({ url }: JsonObject): [string, Json][] {
  const now = typeof url === 'string' ? ukCoreUrl(url) : undefined;
  return now === undefined ? [] : [['url', now]];
}

function directoryCode({ reference, identifier }: JsonObject, path: string, readings: Readings): [string, Json][] {
  const code = typeof reference === 'string' && identifier === undefined ? DIRECTORY.exec(reference)?.[1] : undefined;
  if (code === undefined) return [];
  const named = { system: 'https://fhir.nhs.uk/Id/ods-organization-code', value: code };
  const at = `${path}.reference`;
  readings.placeElement(named, at);
  for (const name of ['system', 'value']) readings.place(named, name, at);
  return [['identifier', named]];
}
