"""`schema`: print the JSON Schema that editors check front matter with."""

import argparse
import json

from briefkit.schema.matter import json_schema


def run_schema(options: argparse.Namespace) -> int:
    """Print the schema of one kind of file, or of all; always 0."""
    print(json.dumps(json_schema(options.kind), indent=2, ensure_ascii=False))
    return 0
