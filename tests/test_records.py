"""Dataclasses made quickly: they are what those of the standard library are."""

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, fields, replace
from functools import cached_property
from typing import Any

import pytest

from teikit.records import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter."""

    sender: str
    pages: int = 1
    notes: list[str] = field(default_factory=list, repr=False, compare=False)
    place: str = ""


@dataclass(frozen=True)
class Envelope:
    """An envelope, which works something out when asked."""

    letter: Letter

    @cached_property
    def postage(self) -> int:
        """What it costs."""
        return 5 * self.letter.pages


@dataclass(frozen=True, slots=True)
class Nothing:
    """No fields at all."""


@dataclass
class Draft:
    """What may still change."""

    pages: int = 1
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Day:
    """What has an order is left to the standard library."""

    year: int
    month: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something with a place."""

    place: str = ""


@dataclass(frozen=True, slots=True)
class Book(Thing):
    """A book: what it has from others comes by name only."""

    title: str
    pages: int = 1


def standard(cls: type) -> Any:
    """Return a class with the same fields, made by the standard library."""
    names = [(one.name, one.type, copy.copy(one)) for one in fields(cls)]
    return dataclasses.make_dataclass(cls.__name__, names, frozen=True)


GIVEN: list[tuple[Any, ...]] = [("Lenin",), ("Lenin", 2), ("Lenin", 2, ["torn"], "Moscow")]


@pytest.mark.parametrize("given", GIVEN)
def test_values_and_looks_are_those_of_the_standard_library(given: tuple[Any, ...]) -> None:
    one, other = Letter(*given), standard(Letter)(*given)
    assert repr(one) == repr(other)
    assert dataclasses.asdict(one) == dataclasses.asdict(other)


def test_what_is_compared_decides_on_equality_and_hashes() -> None:
    clean, torn = Envelope(Letter("Lenin")), Envelope(Letter("Lenin", notes=["torn"]))
    assert clean == torn
    assert hash(clean) == hash(torn)
    assert clean != Envelope(Letter("Lenin", 2))
    anything: object = clean
    assert anything != clean.letter
    assert {Nothing(), Nothing()} == {Nothing()}


def test_each_has_containers_of_its_own() -> None:
    one, other = Letter("Lenin"), Letter("Lenin")
    one.notes.append("torn")
    assert other.notes == []


def test_nothing_can_be_changed() -> None:
    letter: Any = Letter("Lenin")
    with pytest.raises(FrozenInstanceError):
        letter.pages = 2
    with pytest.raises(FrozenInstanceError):
        letter.colour = "blue"
    with pytest.raises(FrozenInstanceError):
        del letter.pages
    assert replace(letter, pages=2).pages == 2


def test_what_is_worked_out_is_remembered_without_slots() -> None:
    envelope = Envelope(Letter("Lenin", 2))
    assert envelope.postage == 10
    assert envelope.__dict__["postage"] == 10
    assert not hasattr(envelope.letter, "__dict__")


def test_they_go_between_processes_and_can_be_copied() -> None:
    envelope = Envelope(Letter("Lenin", 2, ["torn"]))
    travelled = pickle.loads(pickle.dumps(envelope))  # noqa: S301
    for twin in (travelled, copy.deepcopy(envelope)):
        assert twin == envelope
        assert twin.letter.notes == ["torn"]


def test_patterns_match_by_position() -> None:
    match Letter("Lenin", 2):
        case Letter(sender, pages):
            assert (sender, pages) == ("Lenin", 2)


def test_wrong_arguments_are_refused() -> None:
    with pytest.raises(TypeError, match="sender"):
        Letter()  # type: ignore[call-arg]


def test_what_may_change_changes() -> None:
    draft = Draft()
    draft.pages = 3
    draft.notes.append("torn")
    assert draft == Draft(3, ["torn"])
    assert repr(draft) == "Draft(pages=3, notes=['torn'])"
    assert Draft().notes == []
    with pytest.raises(TypeError, match="unhashable"):
        hash(draft)


def test_what_has_an_order_keeps_it() -> None:
    assert min(Day(1921, 2), Day(1920, 12)) == Day(1920, 12)


def test_what_is_made_in_another_way_is_refused() -> None:
    with pytest.raises(TypeError, match="Late needs the dataclass of the standard library"):

        @dataclass(frozen=True, slots=True)
        class Late:
            """Something with a field that is not given."""

            pages: int = field(init=False)


def test_what_is_inherited_comes_by_name() -> None:
    book = Book("Lamps", place="Bergen")
    assert repr(book) == "Book(place='Bergen', title='Lamps', pages=1)"
    assert book == Book("Lamps", 1, place="Bergen")
    assert book != Book("Lamps", 1)
    assert hash(book) == hash(replace(book))
    assert isinstance(book, Thing)
    assert not hasattr(book, "__dict__")
    assert pickle.loads(pickle.dumps(book)) == book  # noqa: S301
    assert book.__match_args__ == ("title", "pages")
    with pytest.raises(FrozenInstanceError):
        book.place = "Oslo"  # type: ignore[misc]
    with pytest.raises(TypeError):
        Book("Lamps", 1, "Bergen")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="must be frozen"):

        @dataclass
        class Loose(Thing):  # type: ignore[misc]
            """Something that could be changed, unlike what it inherits."""
