"""The passages of a report, one by one."""

from hypothesis import given
from hypothesis import strategies as st

from briefkit.views.opened import bits

numbers = st.sets(st.integers(0, 200), max_size=20)


def mask(numbers: set[int]) -> int:
    return sum(1 << number for number in numbers)


@given(numbers)
def test_bits_stand_for_numbers_in_order(numbers: set[int]) -> None:
    assert list(bits(mask(numbers))) == sorted(numbers)
