"""Documents to HTML, PDF and plain text.

Python puts this package in the place of the function `teikit.transform` as soon as something
imports it; so that nobody notices, the package can be called like the function.
"""

import sys
from types import ModuleType
from typing import Any


class _Callable(ModuleType):
    def __call__(self, *args: Any, **kwargs: Any) -> str | bytes:
        from teikit.transform.convert import transform  # noqa: PLC0415 - it imports this

        result: str | bytes = transform(*args, **kwargs)
        return result


sys.modules[__name__].__class__ = _Callable
