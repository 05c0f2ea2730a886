"""What is wrong with a language tag (BCP 47: RFC 5646 and the registry of subtags)."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from teikit.records import dataclass

if TYPE_CHECKING:
    from langcodes import Language

# The languages most texts are in: for them the library and its tables are not brought in.
_USUAL: Final = re.compile(
    "ar|b[eg]|c[asy]|d[ae]|e[lnstu]|f[air]|g[al]|h[eiruy]|i[st]|ja|k[ao]|l[atv]|m[kt]|n[lnbo]|p[lt]|"
    "r[ou]|s[aklqrv]|tr|u[kr]|vi|yi|zh|"
    "ang|arc|cop|egy|enm|frm|fro|gmh|goh|grc|gsw|mul|ota|pro|syr|und|zxx"
)
# Languages that others may follow as if they were a kind of them (RFC 5646, 2.2.2).
_EXTENDED: Final = frozenset({"ar", "kok", "lv", "ms", "sgn", "sw", "uz", "zh"})
_ENGLISH: Final = {
    "arabic": "ar", "armenian": "hy", "chinese": "zh", "czech": "cs", "deutsch": "de",
    "dutch": "nl", "english": "en", "español": "es", "français": "fr", "french": "fr",
    "german": "de", "greek": "grc” or “el", "hebrew": "he", "hungarian": "hu", "italian": "it",
    "italiano": "it", "latein": "la", "latin": "la", "latina": "la", "polish": "pl",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "swedish": "sv", "turkish": "tr",
    "ancientgreek": "grc",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """The code of what is wrong with a tag, a sentence about it, and what to do."""

    code: str
    message: str
    hint: str


@lru_cache(maxsize=1 << 10)
def fault_of(tag: str) -> Fault | None:
    """Return what is wrong with a language tag, if anything."""
    if _USUAL.fullmatch(tag) or not tag:
        return None  # xml:lang="" says that no language is given
    # For unusual tags only.
    from langcodes import Language, tag_is_valid  # noqa: PLC0415
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    if "_" in tag:
        return _malformed(tag, tag.replace("_", "-"))
    try:
        language = Language.get(tag, normalize=False)
    except LanguageTagError:
        return _malformed(tag, _ENGLISH.get(tag.lower().replace(" ", ""), ""))
    stray = language.extlangs and (language.language or "").lower() not in _EXTENDED
    if stray or not tag_is_valid(tag):
        return _unknown(tag, language)
    return _unusual(tag, language)


def _malformed(tag: str, meant: str) -> Fault:
    hint = (
        f"Did you mean “{meant}”?"
        if meant
        else "It begins with the code of a language, such as “de”, “en”, “la” or “grc”."
    )
    return Fault("LNG101", f"“{tag}” is not a language tag.", hint)


def _unknown(tag: str, language: "Language") -> Fault:
    """Return the fault of a tag that has the right form, but not parts that are registered."""
    from langcodes import tag_is_valid  # noqa: PLC0415

    parts = (
        (language.language or "und", "language", ""),
        (language.script, "script", "und-"),
        (language.territory, "country or region", "und-"),
        *((one, "variant", "und-") for one in language.variants or ()),
    )
    hint = (
        "Correct it, or put what is your own after -x-, as in “ar-Latn-x-own”: parts of a tag are "
        "registered by IANA."
    )
    for part, kind, before in parts:
        if part and not tag_is_valid(f"{before}{part}"):
            whole = "" if part == tag else f" in “{tag}”"
            return Fault("LNG103", f"“{part}”{whole} is no code of a {kind}.", hint)
    return Fault("LNG103", f"The parts of the language tag “{tag}” do not fit together.", hint)


def _unusual(tag: str, language: "Language") -> Fault | None:
    """Return what a valid tag should be instead."""
    from langcodes import Language  # noqa: PLC0415

    as_it_is = language.to_tag()
    better = Language.get(tag, normalize=True).to_tag()
    if language.extlangs:
        better = as_it_is.partition("-")[2]
    first, new = as_it_is.partition("-")[0], better.partition("-")[0]
    if better.lower() == tag.lower():
        if as_it_is == tag:
            return None
        hint = f"Write “{as_it_is}”; some programs compare tags letter by letter."
        return Fault("LNG104", f"“{tag}” is usually written “{as_it_is}”.", hint)
    hint = f"Write “{better}”."
    if len(first) == 3 and first != new:
        if not _is_iso_639_2(first, new):
            return None  # another opinion of what is the same language, but no rule
        return Fault("LNG102", f"“{first}” is an ISO 639-2 code; BCP 47 wants “{new}”.", hint)
    return Fault("LNG105", f"The language tag “{tag}” has been replaced by “{better}”.", hint)


def _is_iso_639_2(three: str, two: str) -> bool:
    from langcodes import Language  # noqa: PLC0415

    language = Language.get(two, normalize=False)
    try:
        return len(two) == 2 and three in (language.to_alpha3("T"), language.to_alpha3("B"))
    except LookupError:
        return False
