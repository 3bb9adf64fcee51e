"""`schema`: print the JSON Schema that editors check front matter with."""

import json

from briefkit.schema.matter import json_schema


def run_schema() -> int:
    """Print the schema; always 0."""
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return 0
