"""Validates a corpus with Python's jsonschema and says where its verdict differs from the one expected.

Standard input, one JSON value per line: first {"schemas": {file: schema}}, then {"schema": file, "definition": name or null,
"value": any, "valid": bool}. Standard output: {"checked": n, "invalid": n, "disagreements": [line, ...]}.
"""
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource

lines = sys.stdin.buffer
schemas = json.loads(next(lines))["schemas"]
for schema in schemas.values():
    Draft202012Validator.check_schema(schema)
registry = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in schemas.values())
validators = {}


def validator(entry):
    key = (entry["schema"], entry["definition"])
    if key not in validators:
        base = schemas[entry["schema"]]["$id"]
        where = base if entry["definition"] is None else f"{base}#/$defs/{entry['definition']}"
        validators[key] = Draft202012Validator({"$ref": where}, registry=registry, format_checker=FormatChecker())
    return validators[key]


checked, invalid, disagreements = 0, 0, []
for number, line in enumerate(lines, 1):
    entry = json.loads(line)
    verdict = validator(entry).is_valid(entry["value"])
    checked += 1
    invalid += not verdict
    if verdict != entry["valid"]:
        disagreements.append(number)
json.dump({"checked": checked, "invalid": invalid, "disagreements": disagreements}, sys.stdout)
