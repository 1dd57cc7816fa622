"""Each of the bridge's answers, as the packets that go out.

`python -m tests.golden.answers` writes `answers.json`. Sets in Live, patches in Pd and scripts of users' own
read these bytes: what stands there stays, and new arguments are added behind it.
"""

from __future__ import annotations

import json
from pathlib import Path

from bridge.messages import answers as an
from bridge.messages.host_views import HostView
from bridge.messages.orders import Failure, QueuedJob, Sender
from bridge.messages.pad_facts import PadFacts
from bridge.osc.answers import packets
from bridge.vocabulary.clips import Clip, Piece
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.music import Key, Meter, Transport
from bridge.vocabulary.trainings import (
    FolderRead,
    Measured,
    Preview,
    RefusedSound,
    Trained,
    TrainingRequest,
    UnderstoodSound,
)
from tests.support.factories import job

RECORD = Path(__file__).with_name("answers.json")
_ME = Sender("osc", "127.0.0.1:9000", "7")
_JOB = job(count=3, take=1)
_CLIP = Clip(
    job=_JOB, path=Path("/clips/bossa nova – ☕.wav"), frames=170_710, rate_hz=44_100, peak_dbfs=-1.0,
    seam=0.2, grid="exact",
)  # fmt: skip
_PIECE = Piece(path=Path("/clips/piece.ogg"), frames=677_376, rate_hz=44_100, tempo_bpm=93.75, bars=6)
_HOST = HostView(
    name="live", takes_clips=True, version="12.1.5", script="1.0", tempo_bpm=93.5, key=Key(9, "minor"),
    track=2, track_name="Drums", slot=5, free_track=2, free_slot=6, project="Set", trouble="",
)  # fmt: skip
_IDLE = an.Snapshot(
    engine="ready", waiting=(), running=None, progress=None, transport=None, subscribers=1, done=3, failed=1
)
_ORDER = QueuedJob(ticket=1, sender=_ME, jobs=(_JOB,), paths=("/clips/a.wav",))
_BUSY = an.Snapshot(
    engine="busy", waiting=(_ORDER,), running=_ORDER, progress=Progress(stage="drawing", fraction=0.25),
    transport=Transport(tempo_bpm=93.5, playing=True), subscribers=0, done=0, failed=0,
)  # fmt: skip

_TRAINING = an.RunningTraining(
    sender=_ME, request=TrainingRequest(folder=Path("/loops"), name="mine"),
    progress=Progress(stage="training", fraction=0.25, seconds_left=90.0),
)  # fmt: skip

ANSWERS: dict[str, an.Answer] = {
    "accepted": an.Accepted(_ME),
    "accepted, a text that looks like a number": an.Accepted(Sender("osc", "127.0.0.1:9000", '"7"')),
    "accepted, a number": an.Accepted(Sender("osc", "127.0.0.1:9000", "7.5")),
    "progress": an.Progressed(_ME, Progress(stage="drawing", fraction=0.5, seconds_left=2.5)),
    "progress, time unknown": an.Progressed(_ME, Progress(stage="drawing", fraction=0.0)),
    "note": an.Noted(_ME, "No steady beat was found."),
    "note, cut": an.Noted(_ME, "ä" * 400),
    "done": an.Done(_ME, _CLIP),
    "joined": an.Joined(_ME, _PIECE),
    "understood": an.Reported(
        _ME,
        UnderstoodSound(
            file="keys/dusty_90bpm.wav",
            tempo_bpm=90.0,
            why="its name",
            bars=2,
            pieces=1,
            meter=Meter(),
            key=Key(9, "minor"),
            words="mine, dusty, 90 bpm",
        ),
    ),
    "refused": an.Reported(_ME, RefusedSound(file="hum.wav", reason="It is silent.")),
    "folder read": an.Reported(_ME, FolderRead(loops=12, refused=1, bars=24, seconds=72.5)),
    "loss": an.Reported(_ME, Measured(step=50, steps=400, loss=0.25, held_out=0.5)),
    "loss, none held out": an.Reported(_ME, Measured(step=50, steps=400, loss=0.25)),
    "preview": an.Reported(_ME, Preview(step=250, clip=_CLIP)),
    "trained": an.Reported(
        _ME,
        Trained(
            name="mine",
            path=Path("/models/loras/mine.safetensors"),
            steps=400,
            full=False,
            base="starter",
            words="mine, dusty, 90 bpm",
        ),
    ),
    "training": an.TrainingTold(_ME, _TRAINING),
    "training, none": an.TrainingTold(_ME, None),
    "placed": an.Placed(_ME, _CLIP, "live:track:2/slot:5"),
    "fired": an.Fired(_ME, "live:track:2/slot:5"),
    "failed": an.Failed(_ME, Failure("bad-request", "“H” is no key.")),
    "state, idle": an.Status(_ME, _IDLE),
    "state, busy": an.Status(_ME, _BUSY),
    "queued": an.QueueTold(_ME, _BUSY),
    "queued, none": an.QueueTold(_ME, _IDLE),
    "host": an.HostsTold(_ME, (_HOST, HostView(name="reaper", why_absent="It is not there."))),
    "host, none": an.HostsTold(_ME, ()),
    "preset": an.PresetNames(_ME, (("dub", "Dub"), ("house", "House"))),
    "preset, none": an.PresetNames(_ME, ()),
    "clip": an.FoundClips(_ME, (_CLIP,)),
    "clip, none": an.FoundClips(_ME, ()),
    "cued": an.Cued(sender=_ME, slot="pad 1", clip=_CLIP, beat=8.0, in_s=0.5),
    "source": an.Sources(_ME, (("link", 126.0, True, True), ("osc", 100.0, False, False))),
    "source, none": an.Sources(_ME, ()),
    "pad_state": an.PadsTold(_ME, (PadFacts(3, "House", "playing", 0.5, True, _CLIP.job.digest),)),
    "pad_state, none": an.PadsTold(_ME, ()),
}


def record() -> dict[str, list[str]]:
    """The packets of each, a character a byte."""
    return {
        name: [packet.decode("latin-1") for packet in packets(answer)] for name, answer in ANSWERS.items()
    }


if __name__ == "__main__":
    RECORD.write_text(json.dumps(record(), indent=1) + "\n", encoding="utf-8")
