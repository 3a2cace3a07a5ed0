import pytest

from tests.web import serve


@pytest.fixture
def site():
    with serve() as site:
        yield site
