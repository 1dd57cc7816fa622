"""What was accepted is not lost, and is done once."""

from __future__ import annotations

from pathlib import Path

from bridge.library import Library
from bridge.library.journal import KEPT_ORDERS
from bridge.messages.events import Answered, Enqueued, NotEnqueued
from bridge.messages.orders import Failure, Priority, Sender
from bridge.sound.files.names import clip_name
from bridge.vocabulary.jobs import SourceAudio
from tests.support.library import admitted, asked, drawn, job, make


def test_an_order_outlives_the_library(database: Path, exports: Path) -> None:
    jobs = (job(count=2), job(count=2, take=1))
    with Library.open(database, exports) as library:
        [answer] = library.admit([asked(*jobs, id="Ⅳ", slot="pad 1")])
    assert isinstance(answer, Enqueued)
    with Library.open(database, exports) as library:
        assert library.open_orders() == [answer.order]
    order = answer.order
    assert (order.sender.id, order.slot, order.priority, order.jobs) == ("Ⅳ", "pad 1", Priority.LIVE, jobs)
    assert order.paths == tuple(str(exports / clip_name(each)) for each in jobs)


def test_texts_that_are_no_unicode_are_carried_through(database: Path, exports: Path) -> None:
    source = SourceAudio(path="/music/b\udcff.wav", sha256="f" * 64)
    with Library.open(database, exports) as library:
        [answer] = library.admit([asked(job(source=source), id="\udc80\0", slot="\udc80")])
        assert isinstance(answer, Enqueued)
        assert library.open_orders() == [answer.order]


def test_a_job_without_a_digest_is_refused_and_others_are_not(library: Library) -> None:
    broken, good = library.admit([asked(job(model="/models/\udcff")), asked(job())])
    assert isinstance(broken, NotEnqueued) and broken.failure.kind == "bad-request"
    assert isinstance(good, Enqueued)


def test_what_is_shelved_is_answered_at_once_and_without_writing(library: Library) -> None:
    [clip] = make(library, job())
    before = library._connection.total_changes
    assert library.admit([asked(job(), id="2")]) == [Answered(Sender("osc", "127.0.0.1:9000", "2"), (clip,))]
    assert library._connection.total_changes == before
    assert library.open_orders() == []


def test_shelving_twice_changes_nothing(library: Library) -> None:
    order = admitted(library, job())
    clip = drawn(job(), Path(order.paths[0]))
    library.shelve(order, [clip])
    rows = library._connection.execute("SELECT * FROM clips").fetchall()
    library.shelve(order, [clip])
    assert library._connection.execute("SELECT * FROM clips").fetchall() == rows
    assert library.find([job()]) == (clip,)


def test_what_failed_is_not_taken_up_again(library: Library) -> None:
    first, second = admitted(library, job(), id="1"), admitted(library, job(seed=8), id="2")
    library.close(first, Failure("engine", "It broke."))
    library.close(first, Failure("engine", "It broke again."))
    assert library.open_orders() == [second]
    assert library.find([job()]) is None


def test_a_batch_that_is_half_there_is_planned_onto_it(library: Library) -> None:
    [clip] = make(library, job(count=2))
    order = admitted(library, job(count=2), job(count=2, take=1))
    assert order.paths[0] == str(clip.path) and order.paths[1] != order.paths[0]


def test_the_same_clip_asked_twice_is_made_once(library: Library) -> None:
    one, two = library.admit([asked(job(), id="1"), asked(job(), id="2")])
    assert isinstance(one, Enqueued) and isinstance(two, Enqueued)
    assert one.order.paths == two.order.paths and one.order.ticket != two.order.ticket
    clip = drawn(job(), Path(one.order.paths[0]))
    library.shelve(one.order, [clip])
    library.shelve(two.order, [clip])
    assert library.find([job()]) == (clip,)
    assert len(list(library.export_folder.iterdir())) == 1


def test_paths_are_free_on_disk_and_among_open_orders(library: Library) -> None:
    name = clip_name(job())
    (library.export_folder / name).write_text("somebody's own")
    (library.export_folder / name).with_stem(f"{Path(name).stem}-2").symlink_to("/nowhere")
    order = admitted(library, job())
    assert order.paths == (str(library.export_folder / f"{Path(name).stem}-3.wav"),)
    # Another digest of the same name, as when its first four digits are the same.
    library._connection.execute("UPDATE takes SET digest = 'other'")
    assert admitted(library, job()).paths == (str(library.export_folder / f"{Path(name).stem}-4.wav"),)


def test_a_clip_that_has_gone_is_made_anew(library: Library) -> None:
    [clip] = make(library, job())
    library.favourite(clip.path.name)
    clip.path.unlink()
    [again] = make(library, job())
    assert again == clip
    found = library.clip(clip.path.name)
    assert found is not None and found.favourite and not found.missing


def test_tickets_are_never_given_twice(database: Path, exports: Path) -> None:
    with Library.open(database, exports) as library:
        order = admitted(library, job())
        library.close(order, Failure("cancelled", "Cancelled."))
        library._connection.execute("DELETE FROM orders")
    with Library.open(database, exports) as library:
        assert admitted(library, job()).ticket > order.ticket


def test_closed_orders_are_forgotten_in_time_and_open_ones_never(library: Library) -> None:
    kept = admitted(library, job(seed=0), id="open")
    closed = admitted(library, job(seed=1), id="closed")
    library.close(closed, Failure("cancelled", "Cancelled."))
    library._connection.execute(
        "UPDATE sqlite_sequence SET seq = ? WHERE name = 'orders'", (KEPT_ORDERS + 5,)
    )
    late = admitted(library, job(seed=2), id="late")
    assert library.open_orders() == [kept, late]
    tickets = [ticket for (ticket,) in library._connection.execute("SELECT ticket FROM orders")]
    assert tickets == [kept.ticket, late.ticket]


def test_two_libraries_on_one_file_see_the_same(library: Library, database: Path, exports: Path) -> None:
    with Library.open(database, exports) as other:
        order = admitted(library, job())
        assert other.open_orders() == [order]
        [answer] = other.admit([asked(job(), id="2")])
        assert isinstance(answer, Enqueued) and answer.order.paths == order.paths
        library.shelve(order, [drawn(job(), Path(order.paths[0]))])
        assert other.find([job()]) is not None
