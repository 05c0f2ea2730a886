"""The declaration of the encoding, made true where the bytes leave no doubt (XML002, ENC101)."""

import codecs
import re
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.source import SourceFile
from teikit.validate.checks.encoding import is_untrue
from teikit.validate.fix.change import Edit
from teikit.validate.fix.lossless import Lossless, lossless
from teikit.xml.encoding import declared_encoding, decode_foreign

_STATED: Final = re.compile(
    r"""<\?xml\s+version\s*=\s*["'][0-9.]+["']\s+encoding\s*=\s*["']([A-Za-z0-9._-]+)["']"""
)
_WIDE: Final = re.compile(r"(?i)(utf-?16|utf-?32|ucs-?[24]|iso-10646)")


def true_declaration(source: SourceFile) -> tuple[Lossless, Edit] | None:
    """Return the text as it is meant and the edit of its first line; None where all is well.

    Only a file that is UTF-8 or UTF-16 in truth has its declaration changed: no byte but those
    of the declaration ever is.
    """
    data = source.data
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    true = "UTF-16" if marked else "UTF-8"
    text = lossless(data, None if marked else "utf-8")
    stated = _STATED.match(text.text) if text else None
    if text is None or stated is None:
        return None
    name = stated[1]
    wrong = not _WIDE.match(name) if marked else _is_wrong(source, name)
    if not wrong:
        return None
    code = "ENC101" if is_untrue(data) else "XML002"
    message = f"The file is {true}, and its first line says so now, not {name}."
    return text, Edit(*stated.span(1), true, code, message)


def _is_wrong(source: SourceFile, name: str) -> bool:
    """Return whether a file that can be read as UTF-8 says that it is something else."""
    if is_untrue(source.data) or _WIDE.match(name):
        return True
    if declared_encoding(source.data[:256]) == "us-ascii":
        return not source.data.isascii()
    return isinstance(decode_foreign(source), Diagnostic)


def declaration_added(text: Lossless) -> Edit | None:
    """Return the edit that puts a declaration before a UTF-8 file without one (ENC102)."""
    if text.codec != "utf-8" or text.text.startswith("<?xml "):
        return None
    end = "\r\n" if "\r\n" in text.text else "\n"
    line = f'<?xml version="1.0" encoding="UTF-8"?>{end}'
    return Edit(0, 0, line, "ENC102", "The first line says now that the file is UTF-8.")
