"""How the hosts stand, as the bridge tells it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bridge import __version__
from bridge.hosts.connection import HostConnection
from bridge.hosts.live.remote_script.protocol import PROTOCOL, ROOT
from bridge.hosts.live.script import ABSENT, ScriptTranslator
from bridge.hosts.live.translator import AbletonTranslator
from bridge.hosts.mailbox.note_format import Value, format_note
from bridge.hosts.osc_connection import OscConnection
from bridge.hosts.overview import hosts_view
from bridge.hosts.reaper.mailbox import NOT_RUNNING, Mailbox
from bridge.messages.host_views import HostsView, HostView
from bridge.osc.codec import Message
from bridge.stage.events import Heard, Left
from bridge.stage.views import SourceView
from bridge.vocabulary.music import Key
from tests.hosts.live.translating import present


def posted(event: Heard | Left) -> None:
    """Nobody asks for it."""


def live(script: ScriptTranslator) -> list[HostConnection]:
    return [OscConnection(posted, each, port=0, to_port=9) for each in (script, AbletonTranslator())]


def seen(
    *connections: HostConnection,
    listened_to: tuple[str, ...] = ("live",),
    sources: tuple[SourceView, ...] = (),
) -> HostsView:
    return hosts_view(connections, listened_to, sources)


def named(view: HostsView, name: str) -> HostView:
    found = view.named(name)
    assert found is not None
    return found


def source(name: str, tempo_bpm: float = 97.25, *, fresh: bool = True) -> SourceView:
    return SourceView(name=name, tempo_bpm=tempo_bpm, fresh=fresh, leads=False)


def test_live_is_shown_with_what_it_shows() -> None:
    script = present()
    script.hear(Message(ROOT + "scale", (1, 9, "Minor", "0 2 3 5 7 8 10")), 0.0)
    script.hear(Message(ROOT + "selection", (2, 5, "Bass", 2, -1)), 0.0)
    assert named(seen(*live(script), sources=(source("live"),)), "live") == HostView(
        name="live", takes_clips=True, version="12.1.5", script="1.0", tempo_bpm=97.25, key=Key(9, "minor"),
        track=2, track_name="Bass", slot=5, free_track=2,
    )  # fmt: skip


def test_live_heard_through_another_script_takes_no_clips_and_old_tempos_are_none() -> None:
    absent = live(ScriptTranslator("/library", "0.1"))
    shown = named(seen(*absent, sources=(source("live"),)), "live")
    assert not shown.takes_clips and shown.tempo_bpm == 97.25
    assert (shown.why_absent, shown.trouble) == (ABSENT, "")
    assert named(seen(*absent, sources=(source("live", fresh=False),)), "live").tempo_bpm is None


def test_a_script_of_another_version_is_trouble() -> None:
    script = ScriptTranslator("/library", "0.1")
    script.hear(Message(ROOT + "here", (PROTOCOL + 1, "9.0", "boot", "12.1.5", "1.0")), 0.0)
    shown = named(seen(*live(script)), "live")
    assert shown.trouble == shown.why_absent and "version 9.0" in shown.trouble


def test_what_nobody_listens_to_is_said_so() -> None:
    view = seen(listened_to=("bitwig",))
    states = {host.name: host.is_listened_to for host in view.hosts}
    assert states | {"live": False, "reaper": True, "bitwig": True, "ardour": False} == states
    assert not named(view, "ardour").takes_clips


@pytest.mark.parametrize(("version", "is_amiss"), [(__version__, False), ("0.0.1", True)])
def test_reaper_is_read_off_its_mailbox(tmp_path: Path, version: str, is_amiss: bool) -> None:
    reaper = Mailbox(tmp_path, post=posted, ask=lambda asked: None)
    assert named(seen(reaper), "reaper") == HostView(name="reaper", why_absent=NOT_RUNNING)
    told: dict[str, Value] = {
        "turn": 1, "tempo": 93.5, "numerator": 4, "denominator": 4, "quarter": 0, "cursor": 0, "track": 3,
        "track_name": "Drums", "project": "Song", "version": version,
    }  # fmt: skip
    (tmp_path / "state.note").write_text(format_note(told))
    reaper.look(0.0)
    shown = named(seen(reaper), "reaper")
    assert msgspec.structs.replace(shown, trouble="") == HostView(
        name="reaper", takes_clips=True, script=version, tempo_bpm=93.5, track=3, track_name="Drums",
        project="Song",
    )  # fmt: skip
    assert ("Riffbridge 0.0.1" in shown.trouble and __version__ in shown.trouble) == is_amiss


def test_there_is_no_host_of_another_name() -> None:
    assert HostsView().named("live") is None and seen().named("cubase") is None
