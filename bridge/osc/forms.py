"""An entry of the table of addresses: its arguments, and the event that it makes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from bridge.messages import events as ev
from bridge.messages.orders import Sender
from bridge.osc.ids import MAX_ID_CHARACTERS, write_id
from bridge.requests.kinds import Kind, text
from bridge.stage import events as se

Asked = (
    ev.RequestCame | ev.CancelAsked | ev.CancelJobAsked | ev.QueueAsked | ev.Subscribed | ev.Unsubscribed
    | ev.StatusAsked | ev.PresetsAsked | ev.JoinAsked
    | ev.ClipsAsked | ev.DeleteAsked | ev.RestoreAsked | ev.RenameAsked | ev.TagAsked | ev.PlaceAsked
    | ev.FireAsked | ev.HostsAsked | ev.TrainAsked | ev.TrainingAsked | ev.StopTrainingAsked
    | se.Heard | se.Tapped | se.PlayNamed | se.SeekAsked | se.StopAsked | se.PadHit | se.PadLevelSet
    | se.PadsAsked | se.SourcesAsked
)  # fmt: skip


class Where(msgspec.Struct, frozen=True):
    """Whence a message came, and when by the monotonic clock."""

    host: str
    port: int
    at_s: float

    def sender(self, name: str = "", port: int | None = None) -> Sender:
        """Whom answers go to: a name of theirs, and a port of theirs if they asked for another."""
        return Sender("osc", f"{self.host}:{port or self.port}", name)


class Field(msgspec.Struct, frozen=True):
    """An argument: its name, its kind, and what it is for. `default` is given where it may be left out, and
    `aliases` are names that it had before."""

    name: str
    kind: Kind
    help: str
    default: str | None = None
    aliases: tuple[str, ...] = ()


ID = Field(
    "id",
    Kind(words=f"any whole number, or a word of up to {MAX_ID_CHARACTERS} characters", read=write_id),
    "your name for the request; each of its answers carries it, in the type it came in",
)

KEY = Field(
    "key",
    text(100),
    "the key in the file `library.sqlite.key` beside the library, which only its user can read",
)


class Method(msgspec.Struct, frozen=True, kw_only=True):
    """An address: its arguments in order, its name–value pairs, what follows, which answers come.

    `event` makes what goes to the stage or the hub out of the values that were given; none for a button
    that is let go.
    """

    address: str
    help: str
    fields: tuple[Field, ...] = ()
    pairs: tuple[Field, ...] = ()
    answers: tuple[str, ...] = ()
    event: Callable[[Where, dict[str, Any]], Asked | None]

    @property
    def has_id(self) -> bool:
        return self.fields[:1] == (ID,)
