"""What a piece had rendered is there for the next."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bridge.errors import BadModel, RiffbridgeError
from bridge.vocabulary.jobs import RenderJob
from bridge.worker.kept_renders import keeping
from tests.support.factories import job

ONE, TWO, BAD = (job(seed=seed) for seed in (1, 2, 3))


def test_a_job_is_rendered_once_and_the_least_used_makes_room(tmp_path: Path) -> None:
    asked: list[int] = []
    steps: list[None] = []

    def render(
        takes: Sequence[tuple[RenderJob, Path]], done: Callable[[], None]
    ) -> Mapping[Path, RiffbridgeError]:
        for each, path in takes:
            asked.append(each.seed)
            path.write_bytes(bytes([each.seed]) * 10)
            done()
        return {path: BadModel("No model.") for each, path in takes if each is BAD}

    (kept := tmp_path / "kept").mkdir()
    again = keeping(render, kept, most_bytes=15)

    def ask(*jobs: RenderJob) -> list[bytes]:
        paths = [tmp_path / f"{len(steps)}-{number}.wav" for number in range(len(jobs))]
        failed = again(list(zip(jobs, paths, strict=True)), lambda: steps.append(None))
        return [b"" if path in failed else path.read_bytes()[:1] for path in paths]

    assert ask(ONE, BAD) == [b"\1", b""] and ask(BAD, ONE) == [b"", b"\1"]
    assert asked == [1, 3, 3] and len(steps) == 4
    assert ask(TWO) == [b"\2"] and ask(TWO) == [b"\2"] and ask(ONE) == [b"\1"]
    assert asked == [1, 3, 3, 2, 1]
    kept.rename(tmp_path / "gone")
    assert ask(TWO) == [b"\2"]
