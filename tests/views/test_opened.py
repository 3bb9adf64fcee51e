"""The passages of a report, one by one."""

from hypothesis import given
from hypothesis import strategies as st

from briefkit.model.names import Slug
from briefkit.views.opened import bits, by_passage

numbers = st.sets(st.integers(0, 200), max_size=20)


def mask(numbers: set[int]) -> int:
    return sum(1 << number for number in numbers)


@given(numbers)
def test_bits_stand_for_numbers_in_order(numbers: set[int]) -> None:
    assert list(bits(mask(numbers))) == sorted(numbers)


@given(st.dictionaries(st.text(max_size=3).map(Slug), st.sets(st.integers(0, 19))))
def test_a_passage_is_among_those_of_each_name_that_has_its_bit(shares: dict[Slug, set[int]]) -> None:
    found = by_passage(tuple(shares), [mask(numbers) for numbers in shares.values()], 20)
    assert list(found) == [[slug for slug, numbers in shares.items() if number in numbers] for number in range(20)]
