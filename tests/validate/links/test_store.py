"""What is kept of many files, in little memory."""

import pytest

from teikit.validate.links import store
from teikit.validate.links.store import IdStore
from teikit.validate.links.wanted import Wanted


@pytest.mark.parametrize("bucket", [1, 4, 1000])
def test_identifiers_that_several_files_have(bucket: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BUCKET", bucket)
    ids = IdStore()
    ids.add({"p": ["a", "b"], "person": ["c"]}, {"p": ["d"]})
    ids.add({"p": ["e"], "place": ["c"]}, {})
    ids.add({"p": ["d", "f"]}, {"p": ["a"]})
    assert ids.shared() == {hash("c")}
    assert list(ids.holders(ids.shared())) == [
        (0, hash("c"), "person"),
        (1, hash("c"), "place"),
    ]


def test_identifiers_of_a_file() -> None:
    ids = IdStore()
    ids.add({"p": ["a"]}, {"div": ["b"]})
    ids.add({}, {})
    ids.add({"p": ["a"], "person": ["c"]}, {})
    assert ids.of_file(0) == {hash("a"): "p", hash("b"): "div"}
    assert ids.of_file(1) == {}
    assert ids.of_file(2) == {hash("a"): "p", hash("c"): "person"}


def test_more_names_of_elements_than_there_are_numbers() -> None:
    ids = IdStore()
    ids.add({f"e{number}": [f"i{number}"] for number in range(70_000)}, {})
    found = ids.of_file(0)
    assert len(found) == 70_000
    assert found[hash("i3")] == "e3"


def test_targets_are_kept_once_and_uses_by_file() -> None:
    wanted = Wanted()
    for _file in range(3):
        wanted.next_file()
        wanted.add("persons.xml", "a", "persName@ref")
    wanted.add("places.xml", "b", "placeName@ref")
    wanted.add_later(0, "places.xml", "b", "rs@ref")
    assert len(wanted) == 3
    targets = {number: (file, pair) for number, file, _fragment, pair in wanted.targets()}
    bad = [file == "places.xml" for _number, (file, _pair) in sorted(targets.items())]
    assert [wanted.pairs_in(file, bad) for file in range(3)] == [
        {"rs@ref"},
        set(),
        {"placeName@ref"},
    ]
    assert wanted.fragments_of("persons.xml") == {hash("a")}
    assert wanted.fragments_of("nowhere.xml") == set()
