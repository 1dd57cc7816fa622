"""The whole way from composed loops to a folder that draws, a few steps long."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
import torch
from transformers import CLIPTokenizer

from bridge.engine.diffusion import SamplingOrder, sample
from bridge.engine.models import load
from bridge.engine.quiet import quiet
from bridge.errors import BadFile
from bridge.training.corpus import Corpus, shard_paths
from bridge.training.dataset import make_dataset
from bridge.training.export import export
from bridge.training.network import Size
from bridge.training.tokenizer import write_tokenizer
from bridge.training.train import Plan, Trainer, prepare, train

PLAN = Plan(
    minutes=1e-9, batch=2, learning_rate=1e-3,
    size=Size(latent_channels=16, unet_channels=(32, 32, 32), text_width=32, text_layers=1, vocabulary=600),
)  # fmt: skip
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    make_dataset(12, seed=1, out=folder, soundfont=None, workers=1)
    return folder


@pytest.fixture(scope="module")
def work(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which codec and tokenizer have been made."""
    folder = tmp_path_factory.mktemp("work")
    with quiet():
        prepare(data, folder, PLAN)
    return folder


def trainer_and_corpus(data: Path, work: Path, plan: Plan = PLAN) -> tuple[Trainer, Corpus]:
    with quiet():
        corpus, tokenizer = prepare(data, work, plan)
    return Trainer(plan, tokenizer, 1, CPU), corpus


def test_it_learns(data: Path, work: Path) -> None:
    plan = msgspec.structs.replace(PLAN, minutes=1000, warmup_steps=1, learning_rate=3e-3, batch=8)
    trainer, corpus = trainer_and_corpus(data, work, plan)
    losses = [trainer.advance(corpus) for _ in range(40)]
    assert sum(losses[-8:]) < 0.8 * sum(losses[:8])
    assert (trainer.step, trainer.samples) == (40, 320)


def test_going_on_is_the_same_as_not_having_stopped(data: Path, work: Path, tmp_path: Path) -> None:
    through, corpus = trainer_and_corpus(data, work)
    for _ in range(2):
        through.advance(corpus)
    through.save(tmp_path / "checkpoint.safetensors")
    resumed, _ = trainer_and_corpus(data, work)
    resumed.load(tmp_path / "checkpoint.safetensors")
    assert resumed.step == 2 and resumed.seconds == through.seconds
    # The learning rate follows the clock, so that must stand still for the two to agree.
    through.seconds = resumed.seconds = 0.0
    assert through.advance(corpus) == resumed.advance(corpus)
    for one, other in zip(through.average.values, resumed.average.values, strict=True):
        assert torch.equal(one, other)


def test_what_is_exported_draws(
    data: Path, work: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with quiet():
        trainer = train(data, work, PLAN, seed=1, device=CPU)
        assert trainer.step == 1
        export(trainer, work, tmp_path / "model")
    capsys.readouterr()
    assert not list((tmp_path / "model").rglob("*.bin"))
    assert not any(str(work) in path.read_text() for path in (tmp_path / "model").rglob("*.json"))
    model = load(tmp_path / "model")
    assert model.info.clock and model.info.writes_conditions
    order = SamplingOrder(prompt="house", steps=1, guidance=2.0, seed=1, columns=128)
    levels = sample(model, order)
    assert levels.shape == (1, 1, 256, 128)
    assert levels.isfinite().all()


def test_batches_are_of_one_shape(data: Path, work: Path) -> None:
    trainer, corpus = trainer_and_corpus(data, work)
    shapes = set()
    for _ in range(40):
        (width, quarters_per_bar), items = corpus.batch(3, trainer.chance)
        assert all(item.latents.shape == (16, 8, width) for item in items)
        assert all(item.meter.quarters_per_bar == quarters_per_bar for item in items)
        shapes.add(width)
    assert len(shapes) > 1


def test_every_text_can_be_read(tmp_path: Path) -> None:
    captions = ["warm house with piano", "house drums only", "dark techno"] * 5
    count = write_tokenizer(captions, tmp_path, size=700, window=24)
    with quiet():
        tokenizer = CLIPTokenizer.from_pretrained(tmp_path, local_files_only=True)
    assert len(tokenizer) == count <= 700
    assert tokenizer.tokenize("Warm HOUSE") == ["warm</w>", "house</w>"]
    for text in ("日本の歌", "größe", "🎵", "f#m7♭5", ""):
        tokens = tokenizer(text).input_ids
        assert tokens[-1] == tokenizer.eos_token_id == count - 1
        assert tokenizer.unk_token_id not in tokens[1:-1]


def test_a_folder_without_shards_says_how_to_make_them(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match=r"bridge\.training\.dataset"):
        shard_paths(tmp_path)
