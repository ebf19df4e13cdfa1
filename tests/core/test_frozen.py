"""Our frozen classes behave like those of the standard library."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import ClassVar

import pytest

from docgen.frozen import frozen, mutable


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


WRONG: list[Callable[[], object]] = [
    lambda: Place(),  # type: ignore[call-arg]
    lambda: Place("a", 1, [], 2),  # type: ignore[call-arg]
    lambda: Place("a", file="b"),  # type: ignore[misc]
    lambda: Below("n"),  # type: ignore[misc, call-arg]
    lambda: Below(nam="n"),  # type: ignore[call-arg]
    lambda: Below(name="n", other=1),  # type: ignore[call-arg]
]


@pytest.mark.parametrize("call", WRONG)
def test_a_wrong_call_is_a_type_error(call: Callable[[], object]) -> None:
    with pytest.raises(TypeError):
        call()


def test_the_first_objects_are_like_the_many_that_follow() -> None:
    @frozen()
    class Checked:
        number: int
        double: list[int] = field(default_factory=list)
        KIND: ClassVar[str] = "x"

        def __post_init__(self) -> None:
            self.double.append(2 * self.number)

    made = [Checked(number) if number % 2 else Checked(number=number) for number in range(30)]
    assert [(one.number, one.double) for one in made] == [(number, [2 * number]) for number in range(30)]
    assert {Below(name=str(number)).keys == {} for number in range(30)} == {True}
    assert [one.name for one in fields(Checked)] == ["number", "double"]
    with pytest.raises(TypeError):
        Checked()  # type: ignore[call-arg]


def test_a_default_that_can_be_changed_is_refused() -> None:
    with pytest.raises(ValueError, match="default_factory"):

        @frozen()
        class Shared:
            names: list[str] = []  # noqa: RUF012


def test_a_class_below_may_have_more_but_not_change_what_is_above() -> None:
    class Noted(Base):
        note = ""

    noted = Noted(span="s")
    noted.note = "n"
    assert noted.note == "n"
    with pytest.raises(FrozenInstanceError):
        noted.span = "t"  # type: ignore[misc]


def test_one_that_may_be_changed_is_an_ordinary_dataclass() -> None:
    @mutable()
    class Count:
        name: str
        number: int = 0
        seen: list[str] = field(default_factory=list, repr=False)
        double: int = field(init=False)

        def __post_init__(self) -> None:
            self.double = 2 * self.number

    made = [Count("a", number) for number in range(20)]
    assert [one.double for one in made] == [2 * number for number in range(20)]
    made[0].number += 5
    made[0].seen.append("x")
    assert repr(made[0]).endswith(".Count(name='a', number=5, double=0)")
    assert (made[1] == Count("a", 1), made[1] == made[2], made[1].seen) == (True, False, [])
    assert replace(made[3], name="b") == Count("b", 3)
    with pytest.raises(TypeError):
        hash(made[0])
    with pytest.raises(AttributeError):
        made[0].other = 1  # type: ignore[attr-defined]


def test_equal_only_to_itself_where_that_is_asked_for() -> None:
    @frozen(slots=False, eq=False)
    class Look:
        name: str

    one, other = Look("a"), Look("a")
    assert one != other
    assert len({one, other}) == 2
