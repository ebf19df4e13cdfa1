"""Our frozen classes behave like those of the standard library."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace

import pytest

from docgen.frozen import frozen


@frozen(order=True)
class Place:
    """Somewhere."""

    file: str
    line: int = 1
    tags: list[str] = field(default_factory=list, repr=False)

    @property
    def shown(self) -> str:
        return f"{self.file}:{self.line}"


@frozen(slots=False, kw_only=True)
class Base:
    span: str = ""


@frozen(slots=False, kw_only=True)
class Below(Base):
    name: str
    keys: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Standard(Base):
    other: int = 0


def test_it_is_made_compared_printed_and_ordered() -> None:
    assert Place("a") == Place("a", 1, []) != Place("a", 2)
    assert Place("a").__eq__(1) is NotImplemented
    assert Place("a", 1) < Place("a", 2) <= Place("a", 2) < Place("b") and Place("b") > Place("a") >= Place("a")
    assert repr(Place("a", 2, ["x"])) == "Place(file='a', line=2)"
    assert hash(Below(name="x", keys=None)) == hash(Below(name="x", keys=None))  # type: ignore[arg-type]
    assert Place("a").tags is not Place("a").tags
    assert (Place("a").shown, Place.__doc__) == ("a:1", "Somewhere.")
    match Place("a", 3):
        case Place(file, line):
            assert (file, line) == ("a", 3)


@pytest.mark.parametrize("value", [Place("a", 2, ["x"]), Below(span="s", name="n", keys={"a": "b"}), Standard(other=3)])
def test_it_is_replaced_and_survives_a_process(value: Place | Below | Standard) -> None:
    assert replace(value) == value == pickle.loads(pickle.dumps(value))
    assert fields(value)[0].name in ("file", "span")


@pytest.mark.parametrize("value", [Place("a"), Below(name="n"), Standard()])
def test_it_cannot_be_changed(value: Place | Below | Standard) -> None:
    name = fields(value)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "b")
    with pytest.raises(FrozenInstanceError):
        delattr(value, name)


def test_a_wrong_call_is_a_type_error() -> None:
    for call in (lambda: Place(), lambda: Place("a", 1, [], 2), lambda: Below("n"), lambda: Below(nam="n")):  # type: ignore[call-arg, misc]
        with pytest.raises(TypeError):
            call()
