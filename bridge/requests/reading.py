"""A request out of names and values, as people write them in TOML or JSON: every mistake at once.

What comes from a file or a packet may name nothing on disk but a bare name that its host looks up
where it keeps such things; so a model, too, is a name here and never a path.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from bridge import toml_text
from bridge.errors import BadRequest
from bridge.requests.bounds import (
    MAX_COUNT,
    MAX_GUIDANCE,
    MAX_PROMPT_CHARACTERS,
    MAX_SEED,
    MAX_STEPS,
    RATES_HZ,
    within,
)
from bridge.timing import check_bars, check_tempo
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.music import Key, Meter
from bridge.vocabulary.requests import ClipRequest, Operation

FORMATS = {"wav": FileFormat.WAV24, **{form.value: form for form in FileFormat}, "oga": FileFormat.OGG}

# What a name is to Windows, whatever its ending: a device.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(\..*)?", re.I | re.S)
_MAX_NAME_BYTES = 255
# Whole numbers beyond are no setting of anything, and some cannot even be written out.
_MAX_WHOLE = 2**63
# Far beyond the end of the longest loop.
_MAX_BEAT = 10_000.0
_MORPHING = {"goal_prompt", "goal_seed", "blend"}


def request_from_toml(text: str, *, origin: str) -> ClipRequest:
    """A request out of TOML; see `request_from`. Raises `BadSyntax` if it is no TOML."""
    try:
        fields = toml_text.parse(text)
    except ValueError as error:
        raise BadSyntax(f"This is no TOML: {_reason(error)}.") from error
    return request_from(fields, origin=origin)


def request_from_json(text: str, *, origin: str) -> ClipRequest:
    """A request out of a JSON object; see `request_from`. Raises `BadSyntax` if it is none."""
    try:
        fields = msgspec.json.decode(text)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise BadSyntax(f"This is no JSON: {_reason(error)}.") from error
    if not isinstance(fields, dict):
        raise BadRequest('This JSON is no object; write a request as {"prompt": "…", "bars": 2}.')
    return request_from(fields, origin=origin)


def request_from(fields: Mapping[str, object], *, origin: str) -> ClipRequest:
    """A request out of fields by their users' names, such as `bpm`.

    Numbers may be written as text; `None` is not said. `source` is a bare file name, and becomes a
    relative path of one part. Raises `BadRequest` with one sentence for each thing that is wrong.
    """
    known: dict[str, Any] = {}
    mistakes: list[str] = []
    for name, value in fields.items():
        if name not in FIELDS:
            mistakes.append(unknown_name(name, FIELDS))
            continue
        if value is None:
            continue
        attribute, read = FIELDS[name]
        try:
            given = read(name, value)
        except BadRequest as error:
            mistakes.append(printable(str(error)))
            continue
        if given is not None and known.setdefault(attribute, given) != given:
            mistakes.append(f"{name} cannot be asked for beside {known[attribute]}; ask for one.")
    if "source" in known and _MORPHING & known.keys():
        mistakes.append("source cannot stand beside a morph; give the prompt that it begins with.")
    if mistakes:
        raise BadRequest(" ".join(mistakes))
    return ClipRequest(**known, origin=origin)


class BadSyntax(BadRequest):
    """Text that cannot be read as what it should be; perhaps it is not all there yet."""


def unknown_name(name: str, known: Mapping[str, object]) -> str:
    """A sentence that `name` is none of `known`, with the nearest of them."""
    near = difflib.get_close_matches(name[:40].lower(), known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}."
    return f"“{shown(name)}” is unknown; {hint}"


def bare_name(what: str, value: object) -> str:
    """A name of something in one folder: no path, no device, nothing that a disk could not hold.

    Raises `BadRequest` for anything else; `what` names the argument in its sentence.
    """
    name = _text(what, value)
    if re.search(r"[/\\:]", name) or name in ("", ".", "..") or name.startswith("~"):
        raise BadRequest(f"{what} cannot be “{shown(name)}”; give a bare name, without a path.")
    if _DEVICE.fullmatch(name) or not name.isprintable():
        raise BadRequest(f"{what} cannot be “{shown(name)}”; give an ordinary name.")
    if len(name.encode()) > _MAX_NAME_BYTES:
        raise BadRequest(f"{what} is no name of {len(name):,} characters; give one that a disk can hold.")
    return name


def shown(value: object) -> str:
    """At most 40 characters that can be printed, of anything that somebody sent."""
    try:
        text = str(value)
    except ValueError:  # an integer of more digits than Python writes out
        return "a very long number"
    text = printable(text[:41])
    return text if len(text) <= 40 else f"{text[:40]}…"


def printable(text: str) -> str:
    """`text` on one line, with a mark for each character that cannot be printed."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise BadRequest(f"{name} cannot be {shown(value)}; give text in quotes.")
    if len(value) > MAX_PROMPT_CHARACTERS:
        raise BadRequest(f"{name} has {len(value):,} characters; give at most {MAX_PROMPT_CHARACTERS:,}.")
    return value


def _number(name: str, value: object) -> float:
    try:
        if isinstance(value, int | float | str) and not isinstance(value, bool):
            return float(value)
    except OverflowError:
        return float("inf")
    except ValueError:
        pass
    raise BadRequest(f"{name} cannot be {shown(value)}; give a number.")


def _whole(name: str, value: object) -> int:
    try:
        number = int(value) if isinstance(value, str) else value
    except ValueError:
        number = None
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int) or abs(number) >= _MAX_WHOLE:
        raise BadRequest(f"{name} cannot be {shown(value)}; give a whole number.")
    return number


def _bpm(name: str, value: object) -> float:
    return check_tempo(_number(name, value))


def _bars(name: str, value: object) -> int:
    return check_bars(_whole(name, value))


def _meter(name: str, value: object) -> Meter:
    return Meter.parse(_text(name, value))


def _key(name: str, value: object) -> Key:
    return Key.parse(_text(name, value))


def _strength(name: str, value: object) -> float:
    strength = _number(name, value)
    if not 0.0 < strength <= 1.0:
        raise BadRequest(f"A strength of {strength:g} is out of range; give above 0 and up to 1.")
    return strength


def _guidance(name: str, value: object) -> float:
    return within(name, _number(name, value), 0.0, MAX_GUIDANCE)


def _blend(name: str, value: object) -> float:
    return within(name, _number(name, value), 0.0, 1.0)


def _beat(name: str, value: object) -> float:
    return within(name, _number(name, value), 0.0, _MAX_BEAT)


def _asking(operation: Operation) -> Callable[[str, object], Operation | None]:
    def read(name: str, value: object) -> Operation | None:
        if not isinstance(value, bool):
            raise BadRequest(f"{name} cannot be {shown(value)}; give true or false.")
        return operation if value else None

    return read


def _up_to(low: int, high: int) -> Callable[[str, object], int]:
    return lambda name, value: within(name, _whole(name, value), low, high)


def _rate(name: str, value: object) -> int:
    rate_hz = _whole(name, value)
    if rate_hz not in RATES_HZ:
        raise BadRequest(
            f"A rate of {rate_hz} Hz is not offered; give one of {', '.join(map(str, RATES_HZ))}."
        )
    return rate_hz


def _format(name: str, value: object) -> FileFormat:
    word = _text(name, value).lower()
    if word not in FORMATS:
        raise BadRequest(f"“{shown(word)}” is no format; use wav, wav16, wav24, wavf, flac or ogg.")
    return FORMATS[word]


def _source(name: str, value: object) -> Path:
    return Path(bare_name(name, value))


# The users' names, those of the command line; what each is in a `ClipRequest`, and how it is read.
FIELDS: dict[str, tuple[str, Callable[[str, object], object]]] = {
    "prompt": ("prompt", _text),
    "negative": ("negative", _text),
    "preset": ("preset", _text),
    "model": ("model", bare_name),
    "bpm": ("tempo_bpm", _bpm),
    "bars": ("bars", _bars),
    "meter": ("meter", _meter),
    "key": ("key", _key),
    "seed": ("seed", _up_to(0, MAX_SEED)),
    "steps": ("steps", _up_to(1, MAX_STEPS)),
    "guidance": ("guidance", _guidance),
    "scheduler": ("scheduler", _text),
    "count": ("count", _up_to(1, MAX_COUNT)),
    "source": ("source", _source),
    "strength": ("strength", _strength),
    "to": ("goal_prompt", _text),
    "seed_to": ("goal_seed", _up_to(0, MAX_SEED)),
    "blend": ("blend", _blend),
    "extend": ("operation", _asking(Operation.EXTEND)),
    "source_bars": ("source_bars", _bars),
    "fill": ("operation", _asking(Operation.FILL)),
    "from_beat": ("from_quarter", _beat),
    "to_beat": ("to_quarter", _beat),
    "drawn_bpm": ("drawn_tempo_bpm", _bpm),
    "rate": ("rate_hz", _rate),
    "format": ("file_format", _format),
}


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return printable(str(error)[:200]).rstrip(".")
