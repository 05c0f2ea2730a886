"""Dataclasses that are made quickly: a command makes nearly a hundred before it does anything.

Use it like that of the standard library. That one compiles up to six functions for a class each
time it is imported; here only the first of them is compiled, since the others can be shared.
"""

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]

_Fields = Sequence["Field[Any]"]
_Values = Callable[[Any], tuple[Any, ...]]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:

    def dataclass(cls=None, /, **options):
        """Return a class as a dataclass; without one, a function that does that."""
        if cls is None:
            return lambda one: dataclass(one, **options)
        if options.keys() - {"frozen", "slots", "kw_only"}:
            return dataclasses.dataclass(cls, **options)
        return _made(cls, **options)


def _made(cls: type, *, frozen: bool = False, slots: bool = False, kw_only: bool = False) -> type:
    own = set(cls.__dict__)
    # Without a text, a signature would be made to stand for it, which takes long.
    cls.__doc__ = cls.__doc__ or cls.__name__
    with _as_if_not_frozen(cls, frozen=frozen):
        made: Any = dataclasses.dataclass(
            init=False, repr=False, eq=False, slots=slots, kw_only=kw_only
        )(cls)
    fields = dataclasses.fields(made)
    if hasattr(made, "__post_init__") or not all(one.init for one in fields):
        msg = f"{cls.__name__} needs the dataclass of the standard library"
        raise TypeError(msg)
    compared = _values([one.name for one in fields if one.compare])
    given = {"__init__": _init(fields), "__repr__": _repr, "__eq__": _equal(compared)}
    if frozen:
        made.__dataclass_params__.frozen = True
        every = _values([one.name for one in fields])
        given["__hash__"] = lambda self: hash(compared(self))
        if any(one.kw_only for one in fields):
            given["__reduce__"] = lambda self: (_restored, (type(self), every(self)))
        else:
            given["__reduce__"] = lambda self: (type(self), every(self))
        given |= {"__setattr__": _refuse, "__delattr__": _refuse}
    else:
        given["__hash__"] = None
    for name in given.keys() - own:
        setattr(made, name, given[name])
    return made  # type: ignore[no-any-return]


@contextmanager
def _as_if_not_frozen(cls: type, *, frozen: bool) -> Iterator[None]:
    """Let a class be made from others that cannot be changed: here, that is seen to at the end."""
    found = [one.__dict__.get("__dataclass_params__") for one in cls.__mro__[1:]]
    parameters: list[Any] = [one for one in found if one is not None]
    if any(one.frozen != frozen for one in parameters):
        msg = f"{cls.__name__} must be frozen if, and only if, what it inherits from is"
        raise TypeError(msg)
    for one in parameters:
        one.frozen = False
    try:
        yield
    finally:
        for one in parameters:
            one.frozen = frozen


def _restored(cls: Any, values: tuple[Any, ...]) -> Any:
    names = [one.name for one in dataclasses.fields(cls)]
    return cls(**dict(zip(names, values, strict=True)))


def _init(fields: _Fields) -> Any:
    names: dict[str, Any] = {"_set": object.__setattr__, "MISSING": MISSING}
    for one in fields:
        names[f"_default_{one.name}"] = one.default
        names[f"_make_{one.name}"] = one.default_factory
    by_name = [_parameter(one) for one in fields if one.kw_only]
    by_place = [_parameter(one) for one in fields if not one.kw_only]
    parameters = ", ".join(["self", *by_place, *(["*"] if by_name else []), *by_name])
    body = "\n ".join(_statements(fields)) or "pass"
    exec(f"def __init__({parameters}):\n {body}", names)  # noqa: S102 - nothing but names of fields
    return names["__init__"]


def _parameter(one: "Field[Any]") -> str:
    needed = one.default is MISSING and one.default_factory is MISSING
    return one.name if needed else f"{one.name}=_default_{one.name}"


def _statements(fields: _Fields) -> Iterator[str]:
    for one in fields:
        name = one.name
        if one.default_factory is not MISSING:
            yield f"if {name} is MISSING: {name} = _make_{name}()"
        yield f"_set(self, {name!r}, {name})"


def _values(names: Sequence[str]) -> _Values:
    """Return a function that gives the values of some fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _equal(values: _Values) -> Callable[[Any, Any], Any]:
    def equal(self: Any, other: Any) -> Any:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return equal


def _repr(self: Any) -> str:
    shown = [one.name for one in dataclasses.fields(self) if one.repr]
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
    return f"{type(self).__qualname__}({values})"


def _refuse(_self: object, name: str, *_value: object) -> None:
    msg = f"cannot change field {name!r}"
    raise FrozenInstanceError(msg)
