"""Models are loaded when they are needed, once as long as there is room."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import bridge.engine.render as render
from bridge.engine import device
from bridge.engine import loading as models
from bridge.engine.device import PROCESSOR
from bridge.errors import BadModel, BadRequest, OutOfMemory
from bridge.models.folder import folder_sha256
from bridge.settings import Settings
from bridge.vocabulary.jobs import Progress, RenderJob
from bridge.worker import renderer
from bridge.worker.renderer import ModelRenderer, weights_bytes
from tests.support.factories import job


class Rig:
    """A renderer whose models are not really loaded, and draw nothing."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path, **options: Any) -> None:
        self.loaded: list[Path] = []
        self.drawn: list[Any] = []
        self.drawings: list[Any] = []
        self.placement = PROCESSOR
        self.error: Exception | None = None
        self.stages: list[str] = []
        settings = Settings(model=str(folder), device="cpu", models_folder=str(folder.parent / "none"))
        self.renderer = ModelRenderer(settings, **options)
        patch.setattr(models, "load", self._load)
        patch.setattr(device, "release_memory", lambda: None)
        patch.setattr(render, "render", self._render)

    def _load(self, folder: Path, *others: Any) -> Any:
        self.loaded.append(folder)
        return SimpleNamespace(placement=self.placement, folder=folder)

    def _render(
        self, takes: Any, model: Any, on_progress: Any, tell: Any, drawings: Any, *, stems: bool
    ) -> list[Any]:
        self.drawn.append(model.folder)
        self.drawings.append(drawings)
        if self.error is not None:
            raise self.error
        return []

    def order(self, job: RenderJob) -> None:
        def on_progress(progress: Progress) -> None:
            self.stages.append(progress.stage)

        self.renderer.render([(job, Path("clip.wav"))], on_progress, lambda message: None)


def of(folder: Path) -> RenderJob:
    return job(model=str(folder), model_sha256=folder_sha256(folder))


def test_what_is_prepared_is_not_loaded_again(monkeypatch: pytest.MonkeyPatch, starter_folder: Path) -> None:
    rig = Rig(monkeypatch, starter_folder)
    rig.renderer.prepare(lambda: False)
    rig.order(of(starter_folder))
    assert rig.loaded == rig.drawn == [starter_folder]
    assert rig.stages == []


def test_what_was_drawn_is_kept_from_one_order_to_the_next(
    monkeypatch: pytest.MonkeyPatch, starter_folder: Path
) -> None:
    rig = Rig(monkeypatch, starter_folder)
    rig.order(of(starter_folder))
    rig.order(of(starter_folder))
    first, second = rig.drawings
    assert first is second is not None


def test_whoever_has_ordered_something_does_not_wait_for_another_model(
    monkeypatch: pytest.MonkeyPatch, starter_folder: Path
) -> None:
    rig = Rig(monkeypatch, starter_folder)
    rig.renderer.prepare(lambda: True)
    assert rig.loaded == []


def test_models_are_kept_within_the_budget(
    monkeypatch: pytest.MonkeyPatch, starter_folder: Path, sd_folder: Path
) -> None:
    both = weights_bytes(starter_folder) + weights_bytes(sd_folder)
    for budget_bytes, loads in ((both, 2), (both - 1, 4), (1, 4)):
        rig = Rig(monkeypatch, starter_folder, budget_bytes=budget_bytes)
        for folder in (starter_folder, sd_folder, sd_folder, starter_folder, sd_folder):
            rig.order(of(folder))
        assert len(rig.loaded) == loads
        assert rig.stages == ["loading", "loading"] * loads


def test_a_full_gpu_is_cleared_of_what_is_not_asked_for(
    monkeypatch: pytest.MonkeyPatch, starter_folder: Path, sd_folder: Path
) -> None:
    rig = Rig(monkeypatch, starter_folder)
    rig.order(of(starter_folder))
    monkeypatch.setattr(renderer, "free_bytes", lambda placement: 0.0)
    rig.order(of(sd_folder))
    rig.order(of(starter_folder))
    assert rig.loaded == [starter_folder, sd_folder, starter_folder]


@pytest.mark.parametrize("trouble", ["no room to load", "no room to draw"])
def test_what_found_no_room_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, starter_folder: Path, trouble: str
) -> None:
    rig = Rig(monkeypatch, starter_folder)
    if trouble == "no room to load":
        rig.placement = None  # type: ignore[assignment]
        rig.order(of(starter_folder))
    else:
        rig.error = OutOfMemory("There was not enough memory.")
        with pytest.raises(OutOfMemory):
            rig.order(of(starter_folder))
    rig.error = None
    rig.order(of(starter_folder))
    assert len(rig.loaded) == 2


def test_a_model_that_has_changed_since_still_draws_what_was_ordered_of_it(
    monkeypatch: pytest.MonkeyPatch, starter_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(starter_folder, tmp_path / "mine")).resolve()
    rig = Rig(monkeypatch, folder)
    before = of(folder)
    rig.order(before)
    (folder / "vae" / "config.json").write_text("{}")
    rig.order(before)
    assert len(rig.loaded) == 1
    late = Rig(monkeypatch, folder)
    with pytest.raises(BadRequest, match="has changed since"):
        late.order(before)
    assert late.loaded == []


def test_a_model_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    rig = Rig(monkeypatch, tmp_path)
    with pytest.raises(BadRequest, match="There is no model “gone”"):
        rig.order(job(model="gone"))
    with pytest.raises(BadModel, match="Download it with"):
        rig.order(job(model="riffusion-v1"))


def test_sizes_are_of_the_weights_that_are_read(starter_folder: Path, tmp_path: Path) -> None:
    whole = weights_bytes(starter_folder)
    assert whole == sum(path.stat().st_size for path in starter_folder.rglob("*.safetensors"))
    folder = Path(shutil.copytree(starter_folder, tmp_path / "mine"))
    (folder / "unet" / "diffusion_pytorch_model.fp16.safetensors").write_bytes(b"smaller")
    assert weights_bytes(folder) == whole


def test_the_budget_of_a_processor_is_half_the_memory() -> None:
    assert renderer.default_budget_bytes(PROCESSOR) == renderer.machine_memory_bytes() // 2 > 1 << 28
