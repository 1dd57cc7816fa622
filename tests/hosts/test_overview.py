"""How the hosts stand, as the bridge tells it."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from bridge import __version__
from bridge.hosts.live.script import ABSENT
from bridge.hosts.live.view import LiveView
from bridge.hosts.overview import hosts_view
from bridge.hosts.reaper.mailbox import NOT_RUNNING
from bridge.hosts.reaper.messages import State
from bridge.messages.host_views import HostsView, HostView
from bridge.stage.views import SourceView
from bridge.vocabulary.music import Key


class Live:
    """A peer of Live's that says what it is told to."""

    def __init__(
        self, *, is_there: bool = True, why_absent: str = ABSENT, view: LiveView | None = None
    ) -> None:
        self.is_there, self.why_absent, self.trouble = is_there, why_absent, ""
        self.view = view or LiveView()


class Reaper:
    def __init__(self, state: State | None = None, trouble: str = "") -> None:
        self.state, self.trouble = state, trouble


def seen(
    live: Live | None = None,
    reaper: Reaper | None = None,
    others: dict[str, Live] | None = None,
    listened_to: tuple[str, ...] = ("live",),
    sources: tuple[SourceView, ...] = (),
) -> HostsView:
    return hosts_view(
        live=live, reaper=reaper or Reaper(), others=others or {}, listened_to=listened_to, sources=sources
    )


def named(view: HostsView, name: str) -> HostView:
    found = view.named(name)
    assert found is not None
    return found


def source(name: str, tempo_bpm: float = 97.25, *, fresh: bool = True) -> SourceView:
    return SourceView(name=name, tempo_bpm=tempo_bpm, fresh=fresh, leads=False)


def test_live_is_shown_with_what_it_shows() -> None:
    shown = LiveView(
        version="12.1.5",
        script="1.1",
        key=Key(9, "minor"),
        track=2,
        track_name="Bass",
        slot=5,
        free_track=2,
        free_slot=6,
        track_names=("Drums", "Bass"),
    )
    live = named(seen(Live(view=shown), sources=(source("live"),)), "live")
    assert live == HostView(
        name="live", takes_clips=True, version="12.1.5", script="1.1", tempo_bpm=97.25, key=Key(9, "minor"),
        track=2, track_name="Bass", slot=5, free_track=2, free_slot=6, track_names=("Drums", "Bass"),
    )  # fmt: skip


def test_live_heard_through_another_script_takes_no_clips_and_old_tempos_are_none() -> None:
    live = named(seen(Live(is_there=False), sources=(source("live"),)), "live")
    assert not live.takes_clips and live.tempo_bpm == 97.25
    assert (live.why_absent, live.trouble) == (ABSENT, "")
    assert named(seen(Live(), sources=(source("live", fresh=False),)), "live").tempo_bpm is None


def test_a_script_of_another_version_is_trouble() -> None:
    why = "The script in Live is version 9."
    live = named(seen(Live(is_there=False, why_absent=why)), "live")
    assert (live.trouble, live.why_absent) == (why, why)


def test_what_nobody_listens_to_is_said_so() -> None:
    view = seen(listened_to=("bitwig",), others={"bitwig": Live(is_there=False, why_absent="Start it.")})
    assert [host.is_listened_to for host in view.hosts] == [False, True, True, False]
    assert named(view, "bitwig").why_absent == "Start it." and not named(view, "ardour").takes_clips


STATE = State(turn=1, tempo_bpm=93.5, track=3, track_name="Drums", project="Song", version=__version__)


@pytest.mark.parametrize(
    ("reaper", "expected"),
    [
        (Reaper(), {"why_absent": NOT_RUNNING}),
        (Reaper(trouble="It is full."), {"why_absent": "It is full.", "trouble": "It is full."}),
        (
            Reaper(STATE),
            {
                "takes_clips": True, "script": __version__, "tempo_bpm": 93.5,
                "track": 3, "track_name": "Drums", "project": "Song",
            },
        ),
    ],
)  # fmt: skip
def test_reaper_is_read_off_its_mailbox(reaper: Reaper, expected: dict[str, Any]) -> None:
    assert named(seen(reaper=reaper), "reaper") == HostView(name="reaper", **expected)


def test_reaper_s_script_of_another_version_still_takes_clips_but_is_said() -> None:
    reaper = named(seen(reaper=Reaper(msgspec.structs.replace(STATE, version="0.0.1"))), "reaper")
    assert reaper.takes_clips and "Riffbridge 0.0.1" in reaper.trouble and __version__ in reaper.trouble


def test_there_is_no_host_of_another_name() -> None:
    assert HostsView().named("live") is None and seen().named("cubase") is None
