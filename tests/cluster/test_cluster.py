"""Clips over many workers: whatever befalls these, each clip comes home once and is the same as alone."""

from __future__ import annotations

import importlib.util
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bridge import __version__
from bridge.cli import main
from bridge.cluster.cluster import Arrived, Done, Failed, Gone, Rendered, Take, Word, spread
from bridge.cluster.plan import at_places, in_folder, one_by_one
from bridge.cluster.ray_workers import Place, join, places
from bridge.cluster.seat import Seat
from bridge.commands import render as command
from bridge.errors import BadModel, BadRequest, Cancelled, RiffbridgeError, StorageFailed
from bridge.models.folder import folder_sha256
from bridge.requests.bounds import MAX_SEED
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.clips import read_certificate
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import OnProgress, Progress, RenderJob, Tell
from bridge.vocabulary.requests import ClipRequest
from tests.cluster.falling import PROBE
from tests.support.factories import job
from tests.support.scripted_engine import Scripted

needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="needs the extra “cluster”: Ray"
)
ROOT = Path(__file__).parents[2]
# Two nodes of one processor on loopback, until stdin ends.
NODES = """
import sys
from ray.cluster_utils import Cluster
node = dict(num_cpus=1, num_gpus=0, node_ip_address="127.0.0.1", object_store_memory=80_000_000)
cluster = Cluster(True, head_node_args=dict(node, include_dashboard=False, temp_dir=sys.argv[1]))
cluster.add_node(**node)
print("address", cluster.address, flush=True)
sys.stdin.read()
cluster.shutdown()
"""

# ---- who does what: a pool that does as it is told ----


def rendered(job: RenderJob) -> Rendered:
    clip = Clip(job=job, path=Path(), frames=1, rate_hz=1, peak_dbfs=0.0, seam=0.0, grid="exact")
    return Rendered(data=f"clip {job.seed}".encode(), clip=clip, said=("Hear, hear.",))


class Fake:
    """Workers `0..size-1`; `behave` says what comes of a task, chance whose word is heard next."""

    def __init__(self, size: int, behave: Callable[[int, RenderJob], Word], seed: int = 0) -> None:
        self.size = size
        self.given: list[tuple[int, int]] = []
        self._behave, self._draw = behave, random.Random(seed)
        self._words: list[Word] = [Arrived(worker) for worker in range(size)]
        self.busy: set[int] = set()
        self._here: set[int] = set()

    @property
    def idle(self) -> Collection[int]:
        return sorted(self._here - self.busy)

    def give(self, worker: int, job: RenderJob) -> None:
        assert worker not in self.busy
        self.busy.add(worker)
        self.given.append((worker, job.seed))
        self._words.append(self._behave(worker, job))

    def wait(self) -> Word:
        word = self._words.pop(self._draw.randrange(len(self._words)))
        self.busy.discard(word.worker)
        (self._here.discard if isinstance(word, Gone) else self._here.add)(word.worker)
        self.size -= isinstance(word, Gone)
        return word


def well(worker: int, job: RenderJob) -> Word:
    return Done(worker, rendered(job))


def takes_in(folder: Path, count: int) -> list[Take]:
    return [(job(seed=seed), folder / f"{seed}.wav") for seed in range(count)]


@settings(max_examples=60)
@given(st.integers(1, 5), st.integers(1, 12), st.data())
def test_each_clip_comes_home_once_whoever_fails_or_dies(
    workers: int, count: int, data: st.DataObject
) -> None:
    fates = {seed: data.draw(st.sampled_from(["well", "fails once", "dies once"])) for seed in range(count)}
    mortal = data.draw(st.sets(st.integers(0, workers - 1), max_size=workers - 1))
    met: Counter[int] = Counter()

    def behave(worker: int, job: RenderJob) -> Word:
        met[job.seed] += 1
        if met[job.seed] == 1 and fates[job.seed] == "fails once":
            return Failed(worker, RiffbridgeError("No luck."))
        if met[job.seed] == 1 and fates[job.seed] == "dies once" and worker in mortal:
            return Gone(worker, RiffbridgeError("It died."))
        return well(worker, job)

    with tempfile.TemporaryDirectory() as folder:
        takes = takes_in(Path(folder), count)
        pool = Fake(workers, behave, data.draw(st.integers(0, 99)))
        clips = list(spread(takes, pool))
        assert sorted(clip.job.seed for clip in clips) == list(range(count))
        assert all(path.read_bytes() == f"clip {job.seed}".encode() for job, path in takes)
        assert {clip.path for clip in clips} == {path for _, path in takes}
    assert len(pool.given) <= 2 * count


def test_a_pool_can_be_used_again_though_nobody_arrives(tmp_path: Path) -> None:
    pool = Fake(2, well)
    for folder in ("first", "second"):
        (tmp_path / folder).mkdir()
        assert len(list(spread(takes_in(tmp_path / folder, 4), pool))) == 4


def test_a_second_try_is_another_workers_unless_there_is_none(tmp_path: Path) -> None:
    def behave(worker: int, job: RenderJob) -> Word:
        return Failed(worker, RiffbridgeError("Not here.")) if worker == 0 else well(worker, job)

    pool = Fake(2, behave)
    assert len(list(spread(takes_in(tmp_path, 5), pool))) == 5
    assert max(Counter(pool.given).values()) == 1
    alone = Fake(1, behave)
    with pytest.raises(RiffbridgeError, match=r"2 of 2 clips failed .* Not here"):
        list(spread(takes_in(tmp_path, 2), alone))
    assert Counter(alone.given) == {(0, 0): 2, (0, 1): 2}


def test_what_was_asked_wrongly_is_not_tried_two_hundred_times(tmp_path: Path) -> None:
    pool = Fake(2, lambda worker, job: Failed(worker, BadRequest("There is no scheduler “x”.")))
    with pytest.raises(BadRequest, match="no scheduler"):
        list(spread(takes_in(tmp_path, 200), pool))
    assert len(pool.given) < 40


def test_when_nobody_is_left_it_says_what_is_missing_and_why(tmp_path: Path) -> None:
    deaths = {0: RiffbridgeError("It died."), 1: RiffbridgeError("So did it.")}
    heard: list[str] = []
    pool = Fake(2, lambda worker, job: Gone(worker, deaths[worker]))
    with pytest.raises(RiffbridgeError, match="3 clips are missing"):
        list(spread(takes_in(tmp_path, 3), pool, tell=heard.append))
    assert sorted(heard) == ["It died.", "So did it."]
    with pytest.raises(BadRequest, match="no processors"):
        list(spread(takes_in(tmp_path, 3), Fake(0, well)))
    unfit = Fake(1, lambda worker, job: Gone(worker, BadModel("The worker on 10.0.0.2 cannot help: …")))
    with pytest.raises(BadModel, match=r"10\.0\.0\.2"):
        list(spread(takes_in(tmp_path, 3), unfit))


def test_progress_is_one_line_and_a_message_is_said_once(tmp_path: Path) -> None:
    said: list[str] = []
    seen: list[Progress] = []
    ticks = iter([0.0, 2.0, 4.0, 6.0, 8.0])
    list(spread(takes_in(tmp_path, 4), Fake(2, well), seen.append, said.append, lambda: next(ticks)))
    assert said == ["Hear, hear."]
    assert [progress.stage for progress in seen] == ["0 of 4 clips"] + [
        f"{done} of 4 clips, 0.5 a second" for done in (1, 2, 3, 4)
    ]
    assert [progress.seconds_left for progress in seen] == [None, 6.0, 4.0, 2.0, 0.0]


def test_a_disk_that_refuses_ends_it(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed):
        list(spread(takes_in(tmp_path / "gone", 3), Fake(2, well)))


# ---- what is asked for ----


def asked(starter_folder: Path, **changes: Any) -> tuple[ClipRequest, Any]:
    request = ClipRequest(prompt="house with piano", model=str(starter_folder), bars=1, steps=2, **changes)
    return request, Reader(Settings(), fresh_seed=lambda: MAX_SEED).read(request)


def test_many_clips_are_the_jobs_of_as_many_requests_for_one(starter_folder: Path) -> None:
    request, around = asked(starter_folder, seed=7, count=300)
    jobs = one_by_one(request, around)
    singles = [resolve(replace(request, seed=seed, count=None), around)[0] for seed in range(7, 307)]
    assert jobs == singles
    assert len({each.digest for each in jobs}) == 300


def test_seeds_stay_within_their_range(starter_folder: Path) -> None:
    assert [each.seed for each in one_by_one(*asked(starter_folder, count=2))] == [MAX_SEED - 1, MAX_SEED]
    with pytest.raises(BadRequest, match="no seeds for 2 clips"):
        one_by_one(*asked(starter_folder, seed=MAX_SEED, count=2))
    with pytest.raises(BadRequest, match="10001 isn't a whole number from 1 to 10,000"):
        one_by_one(*asked(starter_folder, count=10_001))


def test_what_is_there_is_found_again_even_where_names_meet(tmp_path: Path) -> None:
    jobs = [job(seed=seed, source=None) for seed in range(4)]
    for number in (1, 2):
        Scripted(Settings()).render(
            [(jobs[number], tmp_path / f"same{'' if number == 1 else '-2'}.wav")], *IDLE
        )
    there, missing = in_folder(jobs, tmp_path, ["same.wav"] * 4)
    assert [clip.job.seed for clip in there] == [1, 2]
    assert [(take.seed, path.name) for take, path in missing] == [(0, "same-3.wav"), (3, "same-4.wav")]
    there, missing = at_places(jobs[:2], [tmp_path / "same-2.wav", tmp_path / "same.wav"])
    assert [clip.job.seed for clip in there] == [1]
    assert missing == [(jobs[0], tmp_path / "same-2.wav")]


IDLE: tuple[OnProgress, Tell] = (lambda progress: None, lambda message: None)


def node(cpus: float, gpus: float = 0.0, *, alive: bool = True, name: str = "a") -> dict[str, Any]:
    return {
        "NodeID": name, "Alive": alive, "NodeManagerAddress": f"{name}.local",
        "Resources": {"CPU": cpus, "GPU": gpus} if gpus else {"CPU": cpus},
    }  # fmt: skip


def test_a_worker_sits_by_each_gpu_or_has_all_the_processors_of_its_node() -> None:
    def shape(*nodes: dict[str, Any], with_gpus: bool = True) -> list[tuple[str, float, int]]:
        return [(seat.node_id, seat.cpus, seat.gpus) for seat in places(nodes, with_gpus=with_gpus)]

    assert shape(node(5), node(1, name="b")) == [("a", 5, 0), ("b", 1, 0)]
    assert shape(node(0), node(8, alive=False)) == []
    assert shape(node(8, 2), node(2, name="b")) == [("a", 4, 1), ("b", 2, 0), ("a", 4, 1)]
    assert shape(node(1, 2)) == [("a", 0, 1)] * 2
    assert shape(node(8, 2), with_gpus=False) == [("a", 8, 0)]
    assert places([node(2)])[0] == Place("a", "a.local", 2.0, 0)


# ---- a worker ----


def test_a_worker_that_is_unfit_says_what_would_make_it_fit(starter_folder: Path) -> None:
    seat = Seat("bridge.worker.renderer:ModelRenderer", "cpu")
    fit = job(model=str(starter_folder), model_sha256=folder_sha256(starter_folder), source=None)
    for wrong, version, said in (
        (fit, "0.0", "it runs Riffbridge"),
        (job(model="not-there"), None, "There is no model “not-there”"),
        (job(model=str(starter_folder)), None, "differs from the one here"),
    ):
        answer = seat.prepare(wrong, version or __version__)
        assert answer is not None and said in str(answer)


@pytest.mark.parametrize("suffix", ["wav16", "wav24", "wavf", "flac", "ogg"])
@pytest.mark.parametrize("with_source", [False, True])
def test_a_workers_bytes_are_those_of_a_render_at_home(
    starter_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str, with_source: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings(model=str(starter_folder), device="cpu")
    monkeypatch.setattr(command, "read_settings", lambda: settings)
    monkeypatch.setattr("bridge.cluster.seat.read_settings", lambda: settings)
    words = ["render", "house", "--bars", "1", "--steps", "1", "--seed", "3", "--format", suffix]
    words += ["--model", str(starter_folder)]  # not the one that the source says it was drawn with
    if with_source:
        Scripted(settings).render([(job(source=None, bars=1, tempo_bpm=120.0), tmp_path / "from.wav")], *IDLE)
        words += ["--source", "from.wav"]
    main([*words, "--device", "cpu", "-o", "alone"])
    [alone] = (tmp_path / "alone").iterdir()
    ordered = read_certificate(alone).job
    away = tmp_path / "away"
    lent = None
    if ordered.source is not None:
        lent = Path(ordered.source.path).read_bytes()
        (tmp_path / "from.wav").rename(away)
    seat = Seat("bridge.worker.renderer:ModelRenderer", None)
    assert seat.prepare(ordered, __version__) is None
    answer = seat.render(ordered, lent)
    assert isinstance(answer, Rendered), answer
    assert answer.data == alone.read_bytes()
    assert answer.clip.job == ordered
    seat.stop()
    assert isinstance(seat.render(ordered, lent), Cancelled)


# ---- Ray ----


@pytest.fixture(scope="module")
def cluster(starter_folder: Path) -> Iterator[tuple[str, Path]]:
    """The address of a Ray cluster of two workers on this machine, and a folder that they leave notes in."""
    # Short, for the sockets in it.
    folder = Path(tempfile.mkdtemp(prefix="rb-", dir="/tmp"))
    shutil.copytree(starter_folder, folder / "data" / "riffbridge" / "models" / "tiny")
    environment = {
        **os.environ, PROBE: str(folder), "XDG_DATA_HOME": str(folder / "data"), "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder), "PYTHONPATH": str(ROOT), "TMPDIR": str(folder),
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0", "RAY_USAGE_STATS_ENABLED": "0",
        "OMP_WAIT_POLICY": "PASSIVE", "OMP_NUM_THREADS": "1",  # as the tests have: threads change the bytes
    }  # fmt: skip
    log: list[str] = []
    with subprocess.Popen(
        [sys.executable, "-c", NODES, f"{folder}/ray"], env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:  # fmt: skip
        try:
            assert process.stdout is not None
            for line in process.stdout:
                log.append(line)
                if line.startswith("address "):
                    break
            assert log and log[-1].startswith("address "), "".join(log)
            yield log[-1].split()[1], folder
        finally:
            process.communicate(timeout=60)
            shutil.rmtree(folder, ignore_errors=True)


@needs_ray
@pytest.mark.timeout(300)
def test_a_worker_dies_and_all_is_done_once_and_what_is_called_off_leaves_nothing(
    cluster: tuple[str, Path], starter_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address, notes = cluster
    like = job(model="tiny", model_sha256=folder_sha256(starter_folder), source=None)
    takes = [(replace(like, seed=seed), tmp_path / f"{seed}.wav") for seed in range(12)]
    said: list[str] = []
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with join(address, like, renderer="tests.cluster.falling:Falling", tell=said.append) as pool:
        assert pool.size == 2
        assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
        clips = list(spread(takes, pool, tell=said.append))
        assert sorted(clip.job.seed for clip in clips) == list(range(12))
        assert [read_certificate(path).job for _, path in takes] == [job for job, _ in takes]
        assert len(said) == 1 and "was lost" in said[0]
        tries = Counter(int(note.stem) for note in notes.glob("*.*") if note.stem.isdigit())
        assert tries == {seed: 1 + (seed == 3) for seed in range(12)}

        left_by_the_killed = set(notes.glob("riffbridge-*"))
        assert len(left_by_the_killed) == 1
        endless = [(replace(like, seed=seed), tmp_path / f"{seed}.wav") for seed in (20, 99)]

        def call_off(progress: Progress) -> None:
            if progress.fraction >= 0.5:
                raise Cancelled("Cancelled.")

        with pytest.raises(Cancelled):
            list(spread(endless, pool, call_off))
    assert {path.name for path in tmp_path.iterdir()} == {f"{seed}.wav" for seed in (*range(12), 20)}
    assert set(notes.glob("riffbridge-*")) == left_by_the_killed
    assert capsys.readouterr().out == ""


@needs_ray
@pytest.mark.timeout(300)
def test_from_words_over_the_cluster_to_the_same_files_as_one_by_one(
    cluster: tuple[str, Path],
    starter_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    models = tmp_path / "models"
    shutil.copytree(starter_folder, models / "tiny")
    here = Settings(model="tiny", device="cpu", models_folder=str(models))
    monkeypatch.setattr(command, "read_settings", lambda: here)
    monkeypatch.chdir(tmp_path)
    words = ["render", "house with piano", "--bars", "1", "--steps", "2", "--seed"]
    for seed in (7, 8, 9):
        main([*words, str(seed), "--device", "cpu", "-o", "alone"])
    together = [*words, "7", "--count", "3", "--cluster", cluster[0], "-o", "together"]
    alone = {path.name: path.read_bytes() for path in (tmp_path / "alone").iterdir()}
    [kept, *_] = sorted(alone)
    (tmp_path / "together").mkdir()
    (tmp_path / "together" / kept).write_bytes(alone[kept])
    stamp = (tmp_path / "together" / kept).stat().st_mtime_ns
    capsys.readouterr()
    main(together)
    assert {path.name: path.read_bytes() for path in (tmp_path / "together").iterdir()} == alone
    assert (tmp_path / "together" / kept).stat().st_mtime_ns == stamp
    printed = capsys.readouterr()
    assert sorted(Path(line).name for line in printed.out.splitlines()) == sorted(alone)
    assert "2 of 2 clips" in printed.err


@needs_ray
def test_an_address_where_nobody_answers_is_said_at_once() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with (
            pytest.raises(BadRequest, match="No Ray cluster answers"),
            join(f"127.0.0.1:{port}", job(source=None)),
        ):
            pass
    for wrong in ("", "nowhere", "host:port", "ray://x", "1.2.3.4:99999"):
        with pytest.raises(BadRequest, match="isn't a cluster's address"), join(wrong, job(source=None)):
            pass


def test_without_ray_it_says_how_to_come_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(BadRequest, match=r"riffbridge\[cluster\]"), join("auto", job(source=None)):
        pass
