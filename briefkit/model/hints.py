"""The small pieces that messages to writers share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain

_FEW = 50
"""Up to so many names are all compared; of more, only those that share most of the rarest letter pairs."""

_LONGEST = 200
"""Characters beyond which nothing is looked for: no name is longer."""

_PAIRS = 8
"""How many of the rarest letter pairs of a wrong name are looked up."""


def shown(text: str) -> str:
    """A writer's text inside a message: quoted, on one line, not too long."""
    line = " ".join(text.split())
    return f"“{line[:60]}…”" if len(line) > 60 else f"“{line}”"


def did_you_mean(wrong: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """A hint that names the nearest of `known`, or "" where nothing is near: shares less than `likeness` (0 to 1)."""
    names = tuple(known)
    if len(wrong) > _LONGEST:
        return ""
    if same := _by_small_letters(names).get(wrong.casefold()):
        return f"did you mean {same}?"
    near = get_close_matches(wrong, names if len(names) <= _FEW else _likely(wrong, names), n=1, cutoff=likeness)
    return f"did you mean {near[0]}?" if near else ""


def _likely(wrong: str, names: tuple[str, ...]) -> Sequence[str]:
    """The few `names` that are worth comparing with `wrong`: a comparison takes a tenth of a millisecond."""
    index = _by_pair(names)
    rare = sorted((pair for pair in _pairs(wrong) if pair in index), key=lambda pair: (len(index[pair]), pair))
    shared = Counter(chain.from_iterable(index[pair] for pair in rare[:_PAIRS]))
    return [names[number] for number, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_FEW]]


@lru_cache(maxsize=4)
def _by_small_letters(names: tuple[str, ...]) -> Mapping[str, str]:
    return {name.casefold(): name for name in reversed(names)}


@lru_cache(maxsize=4)
def _by_pair(names: tuple[str, ...]) -> Mapping[str, Sequence[int]]:
    """For each pair of letters that stand side by side, the numbers of the names that hold it."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        for pair in _pairs(name[:_LONGEST]):
            index[pair].append(number)
    return index


def _pairs(text: str) -> set[str]:
    return {text[start : start + 2] for start in range(len(text) - 1)}
