"""What the bridge is put together of, and that nothing but the vital can stop it."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from bridge import app
from bridge.app import Bridge, make_player
from bridge.hosts.connection import HostConnection
from bridge.library.files import read_clip
from bridge.messages import answers as an
from bridge.messages.orders import Sender
from bridge.osc.client import OscClient
from bridge.player.null_player import NullPlayer
from bridge.player.player import Player
from bridge.player.port import PlayerView
from bridge.player.tempo_follow import Following
from bridge.settings import Settings
from bridge.stage.events import Heard, PadHit
from bridge.stage.from_settings import is_musical, make_stage, table_of
from bridge.stage.views import PadState
from bridge.vocabulary.music import Transport
from tests.support.bridge_process import settings_in
from tests.support.bridge_thread import PATIENCE_S, TABLE, running
from tests.support.noise_engine import NAME

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    small = {"rate_hz": 22_050, "default_tempo_bpm": 240.0}
    return msgspec.structs.replace(settings_in(tmp_path), **small)


def test_a_hit_becomes_a_clip_in_the_library_and_sounds(settings: Settings) -> None:
    with running(settings) as made:
        made.bridge.post(PadHit(1, 100, 0.0))
        view = made.until(PadState.PLAYING, PadState.FAILED)
        pad = view.pads[0]
        assert pad.state is PadState.PLAYING and pad.clip is not None, pad.message
        assert read_clip(pad.clip.path).job.seed == 3
        assert pad.clip.path.parent == Path(settings.export_folder)
        assert [voice.slot for voice in view.player.voices] == ["pad 1"]


def test_what_is_made_ahead_is_in_no_list_until_it_is_hit(settings: Settings) -> None:
    with running(msgspec.structs.replace(settings, ahead=True)) as made:
        made.until(PadState.READY)
        exports = Path(settings.export_folder)
        assert not list(exports.glob("[!.]*.wav"))
        made.bridge.post(PadHit(1, 100, 0.0))
        made.until(PadState.PLAYING)
        while not (kept := list(exports.glob("[!.]*.wav"))):
            made.views.get(timeout=PATIENCE_S)
        assert [read_clip(path).job.seed for path in kept] == [3]


def test_a_tempo_by_osc_leads_the_stage_and_clips_play_by_osc(settings: Settings) -> None:
    with running(settings) as made, OscClient(*made.bridge.osc.address) as client:
        client.send("/riffbridge/transport", 200.0, 4, 4, 1, 0.0)
        client.send("/riffbridge/render", "1", "noise", "bars", 1)
        done = next(answer for answer in client.answers(PATIENCE_S) if answer.address.endswith("/done"))
        assert done.arguments[5] == 200.0
        client.send("/riffbridge/play", str(done.arguments[1]), "slot", "mine")
        cued = next(client.answers(PATIENCE_S))
        assert (cued.address, cued.arguments[:2]) == ("/riffbridge/cued", ("mine", done.arguments[1]))
        client.send("/riffbridge/play", "none.wav")
        refused = next(client.answers(PATIENCE_S))
        assert refused.address == "/riffbridge/failed" and "none.wav" in str(refused.arguments[2])
        client.send("/riffbridge/sources")
        assert next(client.answers(PATIENCE_S)).arguments == (1, 1, "osc", 200.0, 1, 1)


def test_a_host_that_cannot_be_listened_to_costs_a_sentence(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(HostConnection):
        def start(self) -> None:
            raise OSError("port taken")

        def stop(self) -> None:
            raise AssertionError("it was never started")

    monkeypatch.setattr(app, "connect", lambda wiring: [Broken("reaper")])
    with running(settings) as made:
        made.bridge.post(Heard(Transport(tempo_bpm=99.0, source="typed")))
        while (view := made.views.get(timeout=PATIENCE_S)).transport is None:
            pass
        assert view.transport.tempo_bpm == 99.0
    assert "can't listen to reaper: port taken" in caplog.text


def test_a_table_that_cannot_be_used_leaves_the_pads_empty(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(pads="no-such-table", presets_folder=str(tmp_path))
    assert table_of(settings).plans == {} and "no-such-table" in caplog.text
    assert table_of(Settings(presets_folder=str(tmp_path))).plans


def test_a_broken_preset_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "broken.toml").write_text("title = 1\n")
    stage = make_stage(Settings(presets_folder=str(tmp_path), models_folder=str(tmp_path)), TABLE)
    assert "broken" in caplog.text
    assert stage.view(PlayerView()).pads[0].title == "noise"


def test_a_bridge_that_runs_is_told_what_it_can_be_told(settings: Settings) -> None:
    with running(settings) as made:
        told = msgspec.structs.replace(
            settings, default_tempo_bpm=100.0, model="no-such-model", follow="rerender"
        )
        assert made.bridge.adjust(told) and made.bridge.settings == told
        while (beats := made.views.get(timeout=PATIENCE_S).beats) is None or beats.tempo_bpm != 100.0:
            pass
        assert not made.bridge.adjust(msgspec.structs.replace(told, osc_port=1))
        assert made.bridge.settings == told
        with OscClient(*made.bridge.osc.address) as client:
            client.send("/riffbridge/render", "1", "noise")
            answers = client.answers(PATIENCE_S)
            failed = next(answer for answer in answers if answer.address.endswith("/failed"))
            assert "no-such-model" in str(failed.arguments)


def test_a_player_is_told_what_becomes_of_loops(settings: Settings) -> None:
    bridge = Bridge(settings, with_folder=False, renderer=NAME, table=TABLE)
    told: list[object] = []

    class ModelPrompt(Player):
        def __init__(self) -> None:
            pass

        def set_following(self, following: Following) -> None:
            told.append(following)

        def use_device(self, device: str | None) -> None:
            told.append(device)

    bridge._player = ModelPrompt()
    assert bridge.adjust(msgspec.structs.replace(settings, follow="rerender", audio_device="Interface"))
    assert told == [Following.RERENDER, "Interface"]


def test_without_sound_a_silent_player_says_so(settings: Settings) -> None:
    player = make_player(settings, lambda: None)
    assert isinstance(player, NullPlayer) and player.view().trouble == "Sound is switched off."


def test_which_models_are_musical_is_read_of_their_folders(settings: Settings) -> None:
    assert is_musical(settings, None)
    assert not is_musical(settings, "no-such-model")


def test_an_answer_for_a_channel_that_is_off_goes_nowhere(settings: Settings) -> None:
    bridge = Bridge(settings, with_folder=False, renderer=NAME, table=TABLE)
    gone = Sender("moon", "", "")
    bridge._answer(gone, an.Sources(gone, ()))
