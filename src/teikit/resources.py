"""Where the data that ships with teikit is: `tei/`, `schemas/` and `xslt/`."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parent.parent


def _folder(name: str) -> Path:
    # An editable install may also see a stale packaged copy, so the checkout comes first.
    in_checkout = _CHECKOUT / name
    if (_CHECKOUT / "pyproject.toml").is_file() and in_checkout.is_dir():
        return in_checkout
    return _PACKAGE / "_data" / name


def schemas() -> Path:
    """Return the folder with `tei-p5.odd`, `edition.odd` and what is compiled from it."""
    return _folder("schemas")


def xslt() -> Path:
    """Return the folder with the stylesheets and the Typst template."""
    return _folder("xslt")


def sample_edition() -> Path:
    """Return the folder with the sample edition."""
    return _folder("tei")
