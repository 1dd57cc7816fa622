"""Words in, a clip in its slot: a whole bridge, asked by OSC, with the script in a Live of its own."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bridge.hosts.live import connection
from bridge.library.files import read_clip
from bridge.models.folder import read_info, write_info
from bridge.osc.client import OscClient
from bridge.osc.codec import Message
from bridge.osc.conversation import converse
from bridge.vocabulary.music import Key, Meter
from tests.support.bridge_process import settings_in
from tests.support.bridge_thread import running
from tests.support.live.running import RunningLive

pytestmark = [pytest.mark.slow, pytest.mark.timeout(90)]


def test_a_loop_asked_for_by_osc_lies_in_its_slot_at_live_s_tempo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = RunningLive(tmp_path)
    monkeypatch.setattr(connection, "PORT", live.port)
    live.do("set", tempo=97.25, signature_numerator=3, root_note=4, scale_name="Dorian", scale_mode=True)
    live.do("set", scale_intervals=[0, 2, 3, 5, 7, 9, 10])
    # AbletonOSC is nobody here: its ports are none that anything answers at.
    settings = msgspec.structs.replace(
        settings_in(tmp_path), hosts=("live",), host_options={"live_port": 9, "live_reply_port": live.port}
    )
    keeps_to_keys = msgspec.structs.replace(read_info(Path(settings.model)), follows_key=True)
    write_info(Path(settings.model), keeps_to_keys)
    try:
        with running(settings) as made:
            while (heard := made.views.get(timeout=60).transport) is None or heard.key is None:
                pass
            # What tells neither meter nor key, as Link, would now have these.
            assert made.bridge.meters.meter_and_key() == (Meter(3, 4), Key(4, "minor"))
            with OscClient(*made.bridge.osc.address) as client:
                asked = Message(
                    "/riffbridge/render", ("a", "dub techno", "bars", 2, "place", "track:2/slot:5")
                )
                answers = [*converse(client, asked, 60)]
                done, placed = answers[-2:]
                assert done.address == "/riffbridge/done" and placed.arguments[2] == "live:track:2/slot:5"
                again = Message("/riffbridge/place", ("b", done.arguments[1], "track:2/slot:5"))
                [refused] = converse(client, again, 60)
                assert refused.arguments[:2] == ("b", "no-place")
        [(path, lies)] = live.do("clips").items()
        clip = read_clip(Path(path))
        assert (clip.job.tempo_bpm, clip.job.meter, clip.job.key) == (97.25, Meter(3, 4), Key(4, "minor"))
        assert lies["loop"] == pytest.approx([0.0, 6.0], abs=1e-6)
    finally:
        live.kill()
