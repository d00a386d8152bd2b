import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from moorings.library.instruments import read_key
from moorings.measures.instrument import Key


@pytest.fixture(scope="session")
def key() -> Key:
    return read_key("first-sketch")


@pytest.fixture(scope="session")
def sheets(key: Key) -> SearchStrategy[dict[str, int]]:
    """Answer sheets with anything left out that may be left out."""
    points = st.integers(key.lowest, key.highest)
    return st.dictionaries(st.sampled_from(key.forms["short"]), points)
