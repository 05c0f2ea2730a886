"""Fonts that come with teikit, and words for characters that no font has."""

import unicodedata
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

# Families the template names though they may not be installed; Typst warns in lower case.
PREFERRED: Final = frozenset({"amiri"})

_FONT_PACKAGES: Final = ("fontpkg_amiri",)
_SHOWN: Final = 8


def bundled() -> tuple[Path, ...]:
    """Return the folders of fonts installed with teikit besides those inside Typst."""
    specs = (find_spec(name) for name in _FONT_PACKAGES)
    return tuple(Path(spec.origin).parent for spec in specs if spec and spec.origin)


def described(characters: Sequence[str]) -> str:
    """Return characters with code points and names, the first few of many.

    >>> described(["ܐ"])
    '“ܐ” (U+0710 SYRIAC LETTER ALAPH)'
    """
    shown = ", ".join(_described(text) for text in characters[:_SHOWN])
    more = len(characters) - _SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _described(text: str) -> str:
    code = " ".join(f"U+{ord(character):04X}" for character in text)
    name = unicodedata.name(text[0], "") if len(text) == 1 else ""
    visible = f"“{text}” " if text.isprintable() and not unicodedata.combining(text[0]) else ""
    return f"{visible}({code}{f' {name}' if name else ''})"


def advice(characters: Iterable[str]) -> tuple[str, ...]:
    """Return hints that name a free font for the scripts of the characters.

    >>> advice(["ܐ"])
    ('A free font for them: Noto Sans Syriac.',)
    """
    scripts = sorted({_script(text[0]) for text in characters} & _FREE_FONTS.keys())
    names = ", ".join(_FREE_FONTS[script] for script in scripts)
    return (f"A free font for them: {names}.",) if names else ()


def _script(character: str) -> str:
    return unicodedata.name(character, "?").split()[0].split("-")[0]


_FREE_FONTS: Final = {
    "ARABIC": "Amiri or Noto Naskh Arabic",
    "BENGALI": "Noto Serif Bengali",
    "CJK": "Noto Serif CJK",
    "COPTIC": "Noto Sans Coptic",
    "CUNEIFORM": "Noto Sans Cuneiform",
    "EGYPTIAN": "Noto Sans Egyptian Hieroglyphs",
    "ETHIOPIC": "Noto Serif Ethiopic",
    "GLAGOLITIC": "Noto Sans Glagolitic",
    "GOTHIC": "Noto Sans Gothic",
    "HANGUL": "Noto Serif KR",
    "HIRAGANA": "Noto Serif JP",
    "KATAKANA": "Noto Serif JP",
    "KHMER": "Noto Serif Khmer",
    "MONGOLIAN": "Noto Sans Mongolian",
    "OLD": "Noto Sans for that script",
    "RUNIC": "Noto Sans Runic",
    "SYRIAC": "Noto Sans Syriac",
    "TAMIL": "Noto Serif Tamil",
    "THAI": "Noto Serif Thai",
    "TIBETAN": "Noto Serif Tibetan",
}
