"""A unified diff of a file and its fixed version, whose lines correspond."""

from collections.abc import Iterator
from typing import Final

from teikit.validate.fix.change import Fixed
from teikit.validate.fix.lossless import lossless

_AROUND: Final = 3


def unified(fixed: Fixed) -> Iterator[str]:
    """Yield the lines of a unified diff, without line ends; none where nothing changes."""
    codec = _codec(fixed.data)
    before = _lines(fixed.source.data, codec)
    after = _lines(fixed.data, codec)
    if before == after:
        return
    yield f"--- {fixed.source.name}"
    yield f"+++ {fixed.source.name}"
    # A declaration may have been put before the first line: no other fix adds lines.
    added = len(after) - len(before)
    if added > 0:
        yield f"@@ -0,0 +1,{added} @@"
        yield from (f"+{line}" for line in after[:added])
    changed = [n for n, line in enumerate(before) if line != after[n + added]]
    for first, last in _hunks(changed):
        start, end = max(0, first - _AROUND), min(len(before), last + _AROUND + 1)
        yield f"@@ -{start + 1},{end - start} +{start + added + 1},{end - start} @@"
        yield from _hunk(before[start:end], after[start + added : end + added])


def _codec(data: bytes) -> str:
    # Where the declaration was not true, it is the fixed file that tells how both are to be read.
    text = lossless(data)
    return text.codec if text else "utf-8"


def _lines(data: bytes, codec: str) -> list[str]:
    text = lossless(data, codec)
    lines = (text.text if text else data.decode(codec, errors="replace")).split("\n")
    if lines[-1] == "":
        return lines[:-1]
    return [*lines[:-1], f"{lines[-1]}\n\\ No newline at end of file"]


def _hunks(changed: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last changed line of stretches that are far from each other."""
    first = last = -1
    for number in changed:
        if last >= 0 and number - last > 2 * _AROUND:
            yield first, last
            first = number
        elif first < 0:
            first = number
        last = number
    if first >= 0:
        yield first, last


def _hunk(before: list[str], after: list[str]) -> Iterator[str]:
    old: list[str] = []
    new: list[str] = []
    for one, other in zip(before, after, strict=True):
        if one != other:
            old.append(f"-{one}")
            new.append(f"+{other}")
            continue
        yield from (*old, *new)
        old, new = [], []
        yield f" {one}"
    yield from (*old, *new)
