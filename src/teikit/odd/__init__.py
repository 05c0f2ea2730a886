"""The ODD compiler: from a customization of the TEI to the vocabulary it defines."""

import importlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from teikit.odd.compile import compile_odd as compile_odd
    from teikit.odd.model import How as How
    from teikit.odd.model import Removal as Removal
    from teikit.odd.model import Vocabulary as Vocabulary

# A schema from the cache needs no compiler: it is brought in where it is used.
_HOMES: Final = {
    "How": "teikit.odd.model",
    "Removal": "teikit.odd.model",
    "Vocabulary": "teikit.odd.model",
    "compile_odd": "teikit.odd.compile",
}

__all__ = ["How", "Removal", "Vocabulary", "compile_odd"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(importlib.import_module(_HOMES[name]), name)
