"""A clip asked for by OSC from a real bridge, and placed by it, is a region of a real Ardour's session."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bridge.hosts.ardour.description import ARDOUR
from bridge.hosts.scripts import install
from tests.support.ardour import editor as ardour_window
from tests.support.bridge_process import Served, settings_in
from tests.support.serving import Host
from tests.support.window.screen import installed, screen

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not installed(), reason="there is no Xvfb, openbox or xdotool"),
    pytest.mark.skipif(not ardour_window.installed(), reason="there is no Ardour"),
]


def test_a_clip_asked_for_by_osc_lies_in_the_saved_session(tmp_path: Path) -> None:
    settings = settings_in(tmp_path / "bridge")
    script = install(ARDOUR, tmp_path / "user", settings)[0]
    with screen("1400x900") as on, ardour_window.editor(tmp_path / "ardour", on, script) as editor:
        settings = msgspec.structs.replace(
            settings, hosts=("ardour",), host_options={"ardour_port": editor.port}
        )
        served = Served(settings, inbox=False)
        served.start()
        host = Host(served.port)
        try:
            first = host.ask("noise", bars=1, place="ardour:cursor")
            clip = host.done(first)
            answer = host.told(first, "placed", "failed")
            assert answer.address.endswith("/placed"), answer
            assert answer.arguments[-1] == "ardour:arrangement:cursor"
            # What Ardour cannot do is said.
            second = host.ask("noise", bars=1, place="ardour:track:1/slot:1")
            host.told(second, "done")
            assert host.told(second, "placed", "failed").arguments[1] == "no-place"
        finally:
            host.socket.close()
            served.kill(with_worker=True)
        saved = editor.with_region(clip.stem)
    assert [each.stem for each in saved.sounds] == [saved.sounds[0].stem]
    assert saved.sounds[0].stem.startswith(clip.stem)
