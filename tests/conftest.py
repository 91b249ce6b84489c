"""Tests never touch the user's cache, and share one of their own."""

import pytest


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("YELLOWPLATE_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session")
def client():
    """A running desk that only reads, by requests within this process."""
    pytest.importorskip("fastapi", reason="pages need the extra [web]")
    from running import reading

    with reading() as made:
        yield made


@pytest.fixture(scope="session")
def address():
    """The address of a running desk on a socket of this machine."""
    pytest.importorskip("fastapi", reason="pages need the extra [web]")
    from running import listens

    with listens() as made:
        yield made
