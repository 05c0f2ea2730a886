"""Which rules are applied to a document, and how much what they find weighs."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass

# What is not well-formed cannot be looked at any further, so nobody may leave it out.
NEVER_IGNORED: Final = ("XML",)
# What is said about the run itself, not about a document: --select does not leave it out.
_OF_THE_RUN: Final = ("XML", "EDN", "SEL", "ODD", "RNG", "SCH2", "SCH3")
# The rules that `teikit.rules` calls opt-in, and the families in which there are no others; here
# too, since the registry costs time to bring in.
OPT_IN: Final = frozenset({"ENC102", "LNK103", "QUO101", "QUO102", "RND101"})
CONSTRAINT: Final = "SCH:"
"""What the name of a constraint begins with, where codes are expected."""
OF_CONSTRAINTS: Final = "SCH1"
"""What the codes of all that constraints find begin with."""
_MOST_EXACT: Final = 100
_OFF: Final = OPT_IN | {"QUO", "RND"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The rules that are on, as codes or beginnings of codes (`HDR` means every rule of HDR).

    `only` is what the command line selects: nothing else is on then. `select` adds opt-in
    rules, `ignore` takes rules away; `also_ignore` is the command line's, and wins over `only`.
    `SCH:` and a name mean what the constraint of that name finds.
    `files` ignores rules in files whose path within the edition matches a pattern. Where two
    entries concern a rule, the more exact one counts.
    """

    only: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    also_ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def on_command_line(self, only: Iterable[str], ignore: Iterable[str]) -> "Selection":
        """Return this selection with what `--select` and `--ignore` say."""
        return replace(self, only=tuple(only), also_ignore=tuple(ignore))

    @property
    def names_constraints(self) -> bool:
        """Whether some constraint is named."""
        names = (*self.only, *self.select, *self.ignore, *self.also_ignore)
        weighed = (name for name, _ in self.severities)
        in_files = (name for _, names in self.files for name in names)
        return any(name.startswith(CONSTRAINT) for name in (*names, *weighed, *in_files))

    def for_file(self, path: Path, root: Path) -> "Selection":
        """Return the selection for one file of an edition, with no patterns left."""
        if not self.files:
            return self
        try:
            inside = path.resolve().relative_to(root.resolve()).as_posix()
        except ValueError:
            return replace(self, files=())
        ignored = [
            name
            for pattern, names in self.files
            if _compiled(pattern).fullmatch(inside)
            for name in names
        ]
        return replace(self, files=(), also_ignore=(*ignored, *self.also_ignore))

    def wants(self, prefix: str) -> bool:
        """Return whether a rule is on, or may be one whose code begins like this."""
        return _wants(self, prefix)

    def applied(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Return what is left of diagnostics, with the severities that the project gives them."""
        found = list(diagnostics)
        entries, strict = _entries(self), bool(self.only)
        kinds = {(one.code, one.constraint) for one in found}
        off = {kind for kind in kinds if not _is_on(entries, kind[0], strict, kind[1])}
        kept = [one for one in found if (one.code, one.constraint) not in off] if off else found
        return [self._weighed(one) for one in kept] if self.severities else kept

    def _weighed(self, diagnostic: Diagnostic) -> Diagnostic:
        fitting = [
            one for one in self.severities if means(one[0], diagnostic.code, diagnostic.constraint)
        ]
        if not fitting or diagnostic.code.startswith(NEVER_IGNORED):
            return diagnostic
        return replace(diagnostic, severity=max(fitting, key=lambda one: _exactness(one[0]))[1])


EVERYTHING_USUAL: Final = Selection()


# Asked for every file, and few selections occur.
@lru_cache(maxsize=1 << 10)
def _wants(selection: Selection, prefix: str) -> bool:
    if prefix.startswith(NEVER_IGNORED):
        return True
    entries = _entries(selection)
    return _is_on(entries, prefix, bool(selection.only)) or any(
        on and (name.startswith(prefix) or _names_constraint(name, prefix)) for name, on in entries
    )


@lru_cache(maxsize=1 << 6)
def _entries(selection: Selection) -> tuple[tuple[str, bool], ...]:
    """Return codes with whether they are on; of two equally exact ones the later counts."""
    return (
        *((name, True) for name in selection.select if not selection.only),
        *((name, False) for name in selection.ignore),
        *((name, True) for name in selection.only),
        *((name, False) for name in selection.also_ignore),
    )


@lru_cache(maxsize=1 << 12)
def _is_on(
    entries: tuple[tuple[str, bool], ...], code: str, strict: bool, constraint: str = ""
) -> bool:
    """Return whether a rule is on; `strict` means that what is not named is off."""
    if code.startswith(NEVER_IGNORED):
        return True
    on = code.startswith(_OF_THE_RUN) if strict else code not in _OFF
    exactness = 0
    for name, decision in entries:
        if means(name, code, constraint) and _exactness(name) >= exactness:
            on, exactness = decision, _exactness(name)
    return on


def means(name: str, code: str, constraint: str = "") -> bool:
    """Return whether a code, a beginning of codes, or a constraint's name means a finding.

    >>> means("HDR", "HDR101"), means("SCH:when", "SCH101", "when"), means("SCH:when", "SCH101")
    (True, True, False)
    """
    return code.startswith(name) or (bool(constraint) and name == f"{CONSTRAINT}{constraint}")


def _names_constraint(name: str, prefix: str) -> bool:
    """Return whether it is asked for constraints by the beginning of codes, one of which is on."""
    either = prefix.startswith(OF_CONSTRAINTS) or OF_CONSTRAINTS.startswith(prefix)
    return name.startswith(CONSTRAINT) and either


def _exactness(name: str) -> int:
    """Return how exactly a name says what it means: that of a constraint more than any code."""
    return len(name) + _MOST_EXACT * name.startswith(CONSTRAINT)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern for paths: * within a folder, ** over folders; a folder means all in it.

    >>> [bool(_compiled("drafts/*.xml").fullmatch(one)) for one in ("drafts/a.xml", "a.xml")]
    [True, False]
    >>> bool(_compiled("drafts").fullmatch("drafts/1920/a.xml"))
    True
    """
    signs = {"**/": r"(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/").removeprefix("./"))
    inner = "".join(signs.get(part) or re.escape(part) for part in parts)
    return re.compile(f"{inner}(?:/.*)?")
