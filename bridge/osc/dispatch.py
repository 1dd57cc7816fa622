"""From a message to its event, or to one sentence that says what is wrong with it.

An address is looked up exactly as it is written. Patterns are refused: matching them costs the sender
nothing and the receiver minutes (`/******…` as a regular expression), and no request is for two places.
"""

from __future__ import annotations

import difflib
from typing import Any

from bridge.errors import BadRequest
from bridge.messages import answers as an
from bridge.messages.orders import Failure
from bridge.osc.answer_forms import ANSWER_ADDRESSES
from bridge.osc.codec import Argument, Malformed, Message
from bridge.osc.forms import Asked, Field, Method, Where
from bridge.osc.peers import CONFIRM
from bridge.osc.table import METHODS
from bridge.osc.values import Id, shown

_PATTERN = frozenset("*?[]{}#, ")


def is_request(element: Message | Malformed) -> bool:
    """Whether it is, or was meant as, a message of ours: its address is in the table."""
    return isinstance(element, Message) and element.address in METHODS


def dispatch(element: Message | Malformed, where: Where) -> Asked | an.Failed | None:
    """The event that a message makes, or the refusal to be sent back, or nothing: an answer of another
    bridge is passed over, or the two would refuse each other's refusals for ever. Never raises."""
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
    sentence = reason[:1].upper() + reason[1:]
    sentence += "" if sentence.endswith((".", "?")) else "."
    return an.Failed(where.sender(name), Failure("bad-request", sentence))


def _id_of(arguments: tuple[Argument, ...]) -> str:
    """The id that a message begins with, or "" if it is none."""
    try:
        return Id().read(arguments[0]) if arguments else ""
    except BadRequest:
        return ""


def _unknown_address(address: str) -> str:
    if _PATTERN & set(address):
        return f"the address “{shown(address)}” is a pattern; name one address"
    near = difflib.get_close_matches(address[:60], METHODS, 1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(METHODS)}"
    return f"there is no address “{shown(address)}”; {hint}"


def _values(method: Method, arguments: tuple[Argument, ...]) -> dict[str, Any]:
    """What was given, by name. Raises `BadRequest` that names the argument."""
    in_order = arguments[: len(method.fields)]
    rest = arguments[len(in_order) :]
    values = {field.name: _read(field, value) for field, value in zip(method.fields, in_order, strict=False)}
    for field in method.fields[len(in_order) :]:
        if field.default is None:
            raise BadRequest(f"“{field.name}” is missing; {method.address} takes {_signature(method)}")
    if rest and not method.pairs:
        raise BadRequest(
            f"there are too many arguments, {len(arguments)}; {method.address} takes {_signature(method)}"
        )
    pairs = {field.name: field for field in method.pairs}
    for index in range(0, len(rest), 2):
        name = rest[index]
        field_of_pair = pairs.get(name) if isinstance(name, str) else None
        if field_of_pair is None:
            raise BadRequest(_unknown_pair(method, name))
        if index + 1 == len(rest):
            raise BadRequest(f"“{field_of_pair.name}” has no value; pairs are a name, then its value")
        if field_of_pair.name in values:
            raise BadRequest(f"“{field_of_pair.name}” is given twice; give it once")
        values[field_of_pair.name] = _read(field_of_pair, rest[index + 1])
    return values


def _read(field: Field, value: Argument) -> object:
    try:
        return field.kind.read(value)
    except BadRequest as error:
        raise BadRequest(f"“{field.name}”: {error}") from error


def _unknown_pair(method: Method, name: Argument) -> str:
    known = [field.name for field in method.pairs]
    for other in METHODS.values():
        if other is not method and any(field.name == name for field in other.pairs):
            return f"“{name}” is for {other.address}; {method.address} knows {', '.join(known)}"
    near = difflib.get_close_matches(name.lower()[:40], known, 1, cutoff=0.5) if isinstance(name, str) else []
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return f"“{shown(name)}” is the name of no pair; {hint}"


def _signature(method: Method) -> str:
    fields = [field.name if field.default is None else f"[{field.name}]" for field in method.fields]
    return ", ".join([*fields, *(["pairs"] if method.pairs else [])]) or "nothing"
