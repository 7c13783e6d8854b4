"""The converter: plain values to frozen classes and back, strictly, with every fault and its path.

`cattrs` walks the classes. What it would coerce or let pass (numbers as text, lists as tables, texts as lists) is
refused by hooks of our own, and its exceptions become faults here, class by class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, get_args, get_origin

from attrs import NOTHING, fields, has
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from perfeval.findings import PerfevalError, Text
from perfeval.formats.misfits import (
    FLAG,
    LIST,
    TABLE,
    TEXT,
    WHOLE,
    Fault,
    Misfits,
    below,
    faults_of,
    gathered,
    missing,
    not_an_option,
    unknown_keys,
    wrong,
)
from perfeval.formats.shapes import Shape, Shapes
from perfeval.numbers import exact


def converter_of(shapes: Shapes) -> Converter:
    """A strict converter that knows these shapes beside the plain types and all attrs classes."""
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for plain, read in _PLAIN.items():
        converter.register_structure_hook(plain, _hook(read))
    converter.register_structure_hook_func(_is_literal, _option)
    converter.register_structure_hook_factory(_is_tuple, lambda t: _tuple(t, converter))
    converter.register_structure_hook_factory(_is_mapping, lambda t: _mapping(t, converter))
    converter.register_unstructure_hook_factory(_is_tuple, lambda t: _list(t, converter))
    converter.register_structure_hook_factory(has, lambda cls: _class(cls, converter, shapes))
    converter.register_unstructure_hook_factory(has, lambda cls: _document(cls, converter, shapes))
    for shaped, shape in shapes.items():
        if not isinstance(shaped, tuple):
            _register(converter, shaped, shape)
    return converter


def _register(converter: Converter, shaped: Any, shape: Shape) -> None:
    converter.register_structure_hook_func(lambda t: bool(t == shaped), _hook(shape.read))
    if shape.write is not None:
        converter.register_unstructure_hook_func(
            lambda t: bool(t == shaped) or (isinstance(t, type) and issubclass(t, shaped)), shape.write
        )


def _hook(read: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: read(value)


def read_text(value: Any) -> str:
    """A text, never a number that looks like one."""
    if not isinstance(value, str):
        raise wrong(TEXT, value)
    return value


def read_whole(value: Any) -> int:
    """A whole number within the limits of numbers."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(WHOLE, value)
    exact(value)
    return value


def read_flag(value: Any) -> bool:
    """True or false, never 0 or 1."""
    if not isinstance(value, bool):
        raise wrong(FLAG, value)
    return value


def read_table(value: Any) -> dict[str, Any]:
    """A table."""
    if not isinstance(value, dict):
        raise wrong(TABLE, value)
    return value


def read_list(value: Any) -> list[Any]:
    """A list."""
    if not isinstance(value, list):
        raise wrong(LIST, value)
    return value


_PLAIN: Mapping[type, Callable[[Any], Any]] = {str: read_text, int: read_whole, bool: read_flag}


def _option(value: Any, literal: Any) -> Any:
    options = get_args(literal)
    if read_text(value) not in options:
        raise Misfits([((), not_an_option(value, options))])
    return value


def _is_literal(hint: Any) -> bool:
    return get_origin(hint) is Literal


def _is_tuple(hint: Any) -> bool:
    return get_origin(hint) is tuple


def _is_mapping(hint: Any) -> bool:
    return get_origin(hint) is Mapping


def _tuple(hint: Any, converter: Converter) -> Callable[[Any, Any], tuple[Any, ...]]:
    item = get_args(hint)[0]

    def structure(value: Any, _: Any) -> tuple[Any, ...]:
        return tuple(gathered(enumerate(read_list(value)), lambda part: converter.structure(part, item)))

    return structure


def _mapping(hint: Any, converter: Converter) -> Callable[[Any, Any], dict[str, Any]]:
    item = get_args(hint)[1]

    def structure(value: Any, _: Any) -> dict[str, Any]:
        table = read_table(value)
        made = gathered(table.items(), lambda part: converter.structure(part, item))
        return dict(zip(table, made, strict=True))

    return structure


def _list(hint: Any, converter: Converter) -> Callable[[Any], list[Any]]:
    item = get_args(hint)[0]
    return lambda value: [converter.unstructure(part, unstructure_as=item) for part in value]


def _overrides(cls: type, shapes: Shapes) -> dict[str, Any]:
    return {
        a.name: override(struct_hook=_hook(shape.read), unstruct_hook=shape.write)
        for a in fields(cls)
        if (shape := shapes.get((cls, a.name))) is not None
    }


def _class(cls: type, converter: Converter, shapes: Shapes) -> Callable[[Any, Any], Any]:
    make: Callable[[Any, Any], Any] = make_dict_structure_fn(
        cls, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **_overrides(cls, shapes)
    )

    def structure(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong(TABLE, value, None if isinstance(value, list) else _sample(cls))
        try:
            return make(value, cls)
        except ClassValidationError as error:
            raise Misfits(_flat(error, cls)) from None

    return structure


def _sample(cls: type) -> Text:
    """How a table of this class is written, by the keys that it cannot do without."""
    listed = ", ".join(f"{a.name} = ..." for a in fields(cls) if a.init and a.default is NOTHING)
    return Text(f"写成 {{ {listed} }}", f"write {{ {listed} }}") if listed else Text()


def _document(cls: type, converter: Converter, shapes: Shapes) -> Callable[[Any], dict[str, Any]]:
    return make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True, **_overrides(cls, shapes))


def _flat(error: ClassValidationError, cls: type) -> list[Fault]:
    """The faults of one class: unknown keys, missing keys, faulty values, and what its own checks refused."""
    faults: list[Fault] = []
    named, others = error.group_exceptions()
    for inner, note in named:
        if isinstance(inner, KeyError):
            faults.append(((note.name,), missing(note.name)))
        else:
            faults += below((note.name,), _of(inner))
    for inner in others:
        if isinstance(inner, ForbiddenExtraKeysError):
            faults += unknown_keys(sorted(inner.extra_fields), [a.name for a in fields(cls) if a.init])
        else:
            faults += _of(inner)
    return faults


def _of(error: Exception) -> list[Fault]:
    if isinstance(error, Misfits | PerfevalError):
        return faults_of(error)
    raise error
