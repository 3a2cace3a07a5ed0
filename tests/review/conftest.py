"""Who sits at the desk."""

from typing import Any

import pytest

from tests.factories import make_curator


@pytest.fixture
def ada(client: Any) -> Any:
    """Sign a curator in."""
    curator = make_curator(username="ada")
    client.force_login(curator)
    return curator
