"""Records of any kind as bytes and back, by pickle: its reader makes the model's own types and nothing else.

For the few hundred topics, entities, sources and pages of a site; reports have a faster way (`disk/plain.py`).
"""

import io
import pickle
import sys
from enum import Enum
from typing import Any

from briefkit.model import issues, moments, passages, records, snapshot

_MODULES = frozenset(
    [
        *(module.__name__ for module in (issues, passages, records, snapshot)),
        "briefkit.disk.state",
        "briefkit.disk.packs",
    ]
)
_FUNCTIONS = {("builtins", "frozenset"): frozenset, (moments.__name__, "restored"): moments.restored}


class _Reader(pickle.Unpickler):
    """Makes plain values and the records of the model, nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODULES and "." not in name:
            found = getattr(sys.modules[module], name, None)
            if isinstance(found, type) and found.__module__ == module:
                return found
        if (module, name) in _FUNCTIONS:
            return _FUNCTIONS[module, name]
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a cache")


class _Writer(pickle.Pickler):
    """Writes members of enumerations by their values, as Python 3.11.4 does and later ones do: those before write
    `getattr` and a name, and what calls that could be made to call anything."""

    def reducer_override(self, obj: object) -> Any:
        return (type(obj), (obj.value,)) if isinstance(obj, Enum) else NotImplemented


def packed(value: object) -> bytes:
    """`value`, which consists of plain values and records, as bytes."""
    file = io.BytesIO()
    _Writer(file, protocol=5).dump(value)
    return file.getvalue()


def unpacked(data: bytes) -> Any:
    """What `packed` was given. Other `data` raises any exception."""
    return _Reader(io.BytesIO(data)).load()
