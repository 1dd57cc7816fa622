"""How long the library takes: `python -m benchmarks.library [--clips 100000] [--folder FOLDER]`.

Searches over so many clips against the bar of 50 ms, writing to the journal and answering from the
library against the 5 ms in which a request is to be with the worker, and opening after all that.
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from array import array
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bridge.library import Library, Query, Range, Sort
from bridge.library.clips import total_bytes
from bridge.library.database import transaction
from bridge.library.rows import insert_clip
from bridge.messages.effects import Enqueue
from bridge.messages.events import Answered, Enqueued
from bridge.messages.orders import Priority, Sender
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.files import FileFormat
from bridge.vocabulary.jobs import RenderJob
from bridge.vocabulary.music import Key, Meter
from ui.clips.reader import ClipsReader, Listing
from ui.clips.takes import Folding

T = TypeVar("T")
SEARCH_BAR_MS, ADMIT_BAR_MS = 50.0, 5.0
GENRES = ("house", "techno", "dub", "funk", "samba", "jazz", "ambient", "drum and bass", "ボサノヴァ")
SOUNDS = ("electric guitar", "rhodes", "upright bass", "congas", "brass", "фортепиано", "尺八")
MOODS = ("warm", "dusty", "bright", "slow", "dark", "late night", "tape worn", "gentle", "wild")


def a_job(seed: int) -> RenderJob:
    draw = random.Random(seed)
    prompt = f"{draw.choice(MOODS)} {draw.choice(GENRES)} loop with {draw.choice(SOUNDS)}"
    return RenderJob(
        prompt=prompt,
        negative="",
        model=draw.choice(("starter", "riffusion-v1")),
        model_sha256="0" * 64,
        tempo_bpm=float(draw.randint(60, 180)),
        bars=draw.choice((1, 2, 4, 8)),
        meter=Meter(),
        key=Key(draw.randrange(12), draw.choice(("major", "minor"))),
        seed=seed,
        count=1,
        take=0,
        steps=20,
        guidance=5.0,
        scheduler="dpm++",
        source=None,
        strength=1.0,
        rate_hz=44_100,
        file_format=FileFormat.WAV24,
        phase_iterations=16,
    )


def a_clip(job: RenderJob, path: Path) -> Clip:
    return Clip(job=job, path=path, frames=176_400, rate_hz=44_100, peak_dbfs=-1.0, seam=0.4, grid="exact")


def fill(library: Library, count: int) -> None:
    """Enter `count` clips, one a minute, of which one in fifty is a favourite."""
    with transaction(library._connection):
        for seed in range(count):
            job = a_job(seed)
            clip = a_clip(job, library.export_folder / f"{job.prompt.replace(' ', '-')}_{seed}.wav")
            insert_clip(
                library._connection, clip, 1_058_400, seed, made_s=60.0 * seed, favourite=seed % 50 == 0
            )


class Spans:
    """How long each call took, on the wall's clock and of the processor alone, in milliseconds.

    They differ by the disk, and by what else keeps the processor busy.
    """

    def __init__(self) -> None:
        self.wall_ms: list[float] = []
        self.own_ms: list[float] = []

    def time(self, what: Callable[[], T]) -> T:
        wall_s, own_s = time.perf_counter(), time.thread_time()
        result = what()
        self.wall_ms.append(1e3 * (time.perf_counter() - wall_s))
        self.own_ms.append(1e3 * (time.thread_time() - own_s))
        return result


def timed(what: Callable[[], object], times: int = 25) -> Spans:
    spans = Spans()
    for _ in range(times):
        spans.time(what)
    return spans


def told(name: str, spans: Spans, bar_ms: float | None = None) -> None:
    ordered = sorted(spans.wall_ms)
    worst = ordered[min(len(ordered) - 1, int(0.99 * len(ordered)))]
    verdict = "" if bar_ms is None else f"  bar {bar_ms:g} ms: {'holds' if worst <= bar_ms else 'MISSED'}"
    own = statistics.median(spans.own_ms)
    print(
        f"{name:46} p50 {statistics.median(ordered):7.2f}  p99 {worst:7.2f}  processor {own:7.2f} ms{verdict}"
    )


def time_searches(library: Library, count: int) -> None:
    middle_s = 30.0 * count
    queries = {
        "newest": Query(),
        "one word": Query(words="rhodes"),
        "a word begun": Query(words="b"),
        "a word that all have": Query(words="loop"),
        "a word that all have, page 1,000": Query(words="loop", offset=20_000),
        "three words": Query(words="dusty funk congas"),
        "words in kana and Han": Query(words="ノヴァ 尺"),
        "a word that none has": Query(words="bagpipes"),
        "key, bars and tempo": Query(
            keys=(Key(9, "minor"),), bars=(Range(4, 4),), tempos_bpm=(Range(118, 122),), models=("starter",)
        ),
        "favourites of a day in the middle": Query(
            favourite=True, made_s=(Range(middle_s, middle_s + 86_400),)
        ),
        "nothing, by filters": Query(tempos_bpm=(Range(500, None),)),
        "nothing, by words all have and filters": Query(words="loop", tempos_bpm=(Range(500, None),)),
        "words and filters": Query(words="ambient rhodes", keys=(Key(0, "major"),), bars=(Range(2, 2),)),
        "a tag": Query(tags=("set 1",)),
        "a tag, a word that all have, and filters": Query(
            words="loop", tags=("set 1",), tempos_bpm=(Range(80, 90), Range(118, 122))
        ),
    }
    for name, query in queries.items():
        told(f"search: {name}", timed(lambda query=query: library.search(query)), SEARCH_BAR_MS)  # type: ignore[misc]


def time_values(library: Library) -> None:
    told("what filters offer", timed(library.values), SEARCH_BAR_MS)


def time_journal(library: Library, requests: int = 500) -> None:
    """Accept, shelve and answer so many requests, with the pauses in which the worker would work."""
    admitting, shelving, answering = Spans(), Spans(), Spans()
    for number in range(requests):
        job = a_job(1_000_000_000 + number)
        asked = Enqueue(
            sender=Sender("osc", "127.0.0.1:9000", str(number)),
            jobs=(job,),
            in_key=True,
            priority=Priority.NORMAL,
            slot=None,
        )
        [answer] = admitting.time(lambda asked=asked: library.admit([asked]))  # type: ignore[misc]
        assert isinstance(answer, Enqueued), answer
        path = Path(answer.order.paths[0])
        path.write_bytes(b"RIFF")
        order, clips = answer.order, [a_clip(job, path)]
        shelving.time(lambda order=order, clips=clips: library.shelve(order, clips))  # type: ignore[misc]
        [answer] = answering.time(lambda asked=asked: library.admit([asked]))  # type: ignore[misc]
        assert isinstance(answer, Answered), answer
        time.sleep(0.005)
    told("journal: accept a request", admitting, ADMIT_BAR_MS)
    told("journal: shelve its clip", shelving, 10.0)
    told("library: answer it at once", answering, 2.0)
    burst = [
        Enqueue(
            sender=Sender("osc", "127.0.0.1:9000", f"burst {number}"),
            jobs=(a_job(2_000_000_000 + number),),
            in_key=True,
            priority=Priority.NORMAL,
            slot=None,
        )
        for number in range(2_000)
    ]
    told("journal: accept 2,000 at once", timed(lambda: library.admit(burst), 1), 1_000.0)


def time_lists(database: Path, exports: Path) -> None:
    """What the window lists after each render: clips alone, then every other four as takes of a batch."""
    nothing = Listing(0, array("q"), {}, Folding())
    for name, batch in (("clips alone", "NULL"), ("half of them takes", "id / 4")):
        with Library.open(database, exports) as library:
            library._connection.execute(f"UPDATE clips SET batch = {batch} WHERE id % 8 < 4")
        reader = ClipsReader(database, exports)
        before = reader.list(Query(missing=None), Sort.NEWEST, nothing, is_new=True)
        listed = timed(lambda reader=reader, before=before: again(reader, before), 10)  # type: ignore[misc]
        told(f"the window's list: {name}", listed)
        reader.close()


def again(reader: ClipsReader, before: Listing) -> Listing:
    return reader.list(Query(missing=None), Sort.NEWEST, before, is_new=False)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, help="the disk to measure on; a temporary folder else")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        database, exports = Path(folder, "library.sqlite"), Path(folder, "exports")
        with Library.open(database, exports) as library:
            start = time.perf_counter()
            fill(library, options.clips)
            print(f"{options.clips:,} clips entered in {time.perf_counter() - start:.1f} s")
            time_searches(library, options.clips)
            time_values(library)
            time_journal(library)
        print(f"database of {database.stat().st_size / 2**20:.0f} MB")
        told("open it, its pages checked", timed(lambda: Library.open(database, exports).shut(), 5), 1_000.0)
        with Library.open(database, exports) as library:
            told("count its bytes", timed(lambda: total_bytes(library._connection)))
        time_lists(database, exports)


if __name__ == "__main__":
    main()
