"""Reports in little memory, to be given once more."""

import pytest

from teikit.report import packed
from teikit.report.packed import Packer, unpacked


def pack(*pieces: str) -> str | None:
    packer = Packer()
    for piece in pieces:
        packer.add(piece)
    return packer.text()


@pytest.mark.parametrize(
    "pieces",
    [(), ("",), ("a.xml:1:1: error", "  | <p>\n", "1 file checked."), ("“Ö” \udcff", "", "𝔄")],
)
def test_pieces_come_out_as_they_went_in(pieces: tuple[str, ...]) -> None:
    text = pack(*pieces)

    assert text is not None
    assert tuple(unpacked(text)) == pieces


def test_what_repeats_itself_takes_little_room() -> None:
    text = pack(*["letter.xml:3:7: error TEI101: <persname> is not an element of TEI."] * 1_000)

    assert text is not None
    assert len(text) < 2_000


def test_too_much_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "_MOST", 10)

    assert pack("12345", "678901", "2") is None


@pytest.mark.parametrize("text", ["", "abc", "YWJj", "“"])
def test_what_was_not_packed_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a packed report"):
        list(unpacked(text))
