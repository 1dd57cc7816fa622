"""Turns a message into an event, or says what is wrong with it.

An address is looked up exactly as written. Patterns are refused: matching them costs the sender nothing
and the receiver minutes (`/******…` as a regular expression), and no request is for two places.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bridge.errors import BadRequest
from bridge.messages import answers as an
from bridge.messages.orders import Failure
from bridge.osc.answer_forms import ANSWER_ADDRESSES
from bridge.osc.codec import Argument, Malformed, Message
from bridge.osc.forms import Asked, Field, Method, Where
from bridge.osc.ids import write_id
from bridge.osc.peers import CONFIRM
from bridge.osc.table import METHODS
from bridge.requests.kinds import shown
from bridge.requests.reading import unknown_name

_PATTERN = frozenset("*?[]{}#, ")


def is_request(element: Message | Malformed) -> bool:
    """Whether it is, or was meant as, a message of ours: its address is in the table."""
    return isinstance(element, Message) and element.address in METHODS


def dispatch(element: Message | Malformed, where: Where) -> Asked | an.Failed | None:
    """The event that a message makes, or the refusal to be sent back, or nothing: a button was let go, or it
    is an answer of another bridge; or the two would refuse each other's refusals for ever. Never raises."""
    if isinstance(element, Malformed):
        return _refusal(where, "", element.reason)
    if element.address in ANSWER_ADDRESSES or element.address == CONFIRM:
        return None
    method = METHODS.get(element.address)
    if method is None:
        return _refusal(where, _id_of(element.arguments), _unknown_address(element.address))
    name = _id_of(element.arguments) if method.has_id else ""
    try:
        return method.event(where, _values(method, element.arguments))
    except BadRequest as error:
        return _refusal(where, name, str(error))


def _refusal(where: Where, name: str, reason: str) -> an.Failed:
    return an.Failed(where.sender(name), Failure("bad-request", reason))


def _id_of(arguments: tuple[Argument, ...]) -> str:
    """The id that a message begins with, or "" if it is none."""
    try:
        return write_id(arguments[0]) if arguments else ""
    except BadRequest:
        return ""


def _unknown_address(address: str) -> str:
    if _PATTERN & set(address):
        return f"The address “{shown(address)}” is a pattern. Name one address."
    return unknown_name(address, METHODS)


def _values(method: Method, arguments: tuple[Argument, ...]) -> dict[str, Any]:
    """What was given, by name. Raises `BadRequest` with a sentence for each argument that is wrong."""
    in_order = arguments[: len(method.fields)]
    rest = arguments[len(in_order) :]
    given: list[tuple[Field, Argument]] = list(zip(method.fields, in_order, strict=False))
    for field in method.fields[len(in_order) :]:
        if field.default is None:
            raise BadRequest(f"“{field.name}” is missing. {method.address} takes {_signature(method)}.")
    if rest and not method.pairs:
        raise BadRequest(
            f"Too many arguments ({len(arguments)}). {method.address} takes {_signature(method)}."
        )
    given += _paired(method, rest)
    values: dict[str, Any] = {}
    mistakes: list[str] = []
    for field, value in given:
        if field.name in values:
            mistakes.append(f"“{field.name}” is given twice. Give it once.")
        try:
            values[field.name] = field.kind.read_for(field.name, value)
        except BadRequest as error:
            mistakes.append(str(error))
    if mistakes:
        raise BadRequest(" ".join(mistakes))
    return values


def _paired(method: Method, rest: tuple[Argument, ...]) -> Iterator[tuple[Field, Argument]]:
    """The fields that `rest` names, with their values."""
    known = {name: field for field in method.pairs for name in (field.name, *field.aliases)}
    for index in range(0, len(rest), 2):
        name = rest[index]
        field = known.get(name) if isinstance(name, str) else None
        if field is None:
            raise BadRequest(_unknown_pair(method, name))
        if index + 1 == len(rest):
            raise BadRequest(f"“{field.name}” has no value. Pairs are a name, then its value.")
        yield field, rest[index + 1]


def _unknown_pair(method: Method, name: Argument) -> str:
    known = [field.name for field in method.pairs]
    for other in METHODS.values():
        if other is not method and any(name in (field.name, *field.aliases) for field in other.pairs):
            return f"“{name}” is for {other.address}. {method.address} takes {', '.join(known)}."
    return unknown_name(name, known)


def _signature(method: Method) -> str:
    fields = [field.name if field.default is None else f"[{field.name}]" for field in method.fields]
    return ", ".join([*fields, *(["pairs"] if method.pairs else [])]) or "nothing"
