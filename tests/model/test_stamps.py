"""Stamps: short, steady, different for different texts."""

import subprocess
import sys

from hypothesis import given

from briefkit.model.stamps import stamped
from tests.sites import ROOT
from tests.strategies import broken_text


@given(broken_text, broken_text)
def test_a_stamp_tells_texts_apart_even_such_as_no_file_can_hold(one: str, other: str) -> None:
    assert len(stamped(one)) == 8
    assert (stamped(one) == stamped(other)) == (one == other)


def test_a_stamp_is_the_same_in_another_process() -> None:
    code = "from briefkit.model.stamps import stamped; print(stamped('quay').hex())"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == stamped("quay").hex()
