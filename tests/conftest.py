"""What all tests share: the reference material, where it is present."""

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep compiled schemas in a folder of the test run, not in the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIKIT_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def shared() -> Path:
    """The reference material kept beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the reference material is not beside the project (../shared)")
    return SHARED


@pytest.fixture
def letter(shared: Path) -> Path:
    """The commissioning letter, as TEI."""
    return shared / "seed" / "legran-letter.xml"
