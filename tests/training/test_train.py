"""The whole way from composed loops to a folder that draws, a few steps long."""

from __future__ import annotations

import random
import shutil
from functools import partial
from pathlib import Path

import msgspec
import pytest
import torch
from transformers import CLIPTokenizer

from bridge.composing.instruments import instruments
from bridge.engine.conditioning_channels import conditioning_channels
from bridge.engine.diffusion import sample
from bridge.engine.loading import load
from bridge.engine.orders import SamplingOrder
from bridge.engine.quiet import quiet
from bridge.errors import BadFile
from bridge.models.catalogue import STARTER_FOLDER
from bridge.models.folder import TIMBRES_FILE
from bridge.prompts.entries import lexicon
from bridge.prompts.lexicon import format_prompt
from bridge.prompts.parser import PromptParser
from bridge.training.corpus import Corpus, describe, shard_paths
from bridge.training.dataset import make_dataset
from bridge.training.distil import Distiller
from bridge.training.export import export, progress_of
from bridge.training.make import make
from bridge.training.network import Size
from bridge.training.tokenizer import write_tokenizer
from bridge.training.train import PLANS, Plan, Trainer, learn, predict_velocity, prepare, train, unconditional

# Measuring them takes longer than all the rest; `test_timbres` does.
put_timbres = partial(shutil.copy, STARTER_FOLDER / TIMBRES_FILE)

PLAN = Plan(
    minutes=1e-9, batch=2, learning_rate=1e-3,
    size=Size(latent_channels=16, unet_channels=(32, 32, 32), text_width=32, text_layers=1, vocabulary=600),
)  # fmt: skip
CPU = torch.device("cpu")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    put_timbres(folder)
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
    plan = msgspec.structs.replace(PLAN, minutes=1000, warmup_steps=1, learning_rate=3e-3, batch=6)
    trainer, corpus = trainer_and_corpus(data, work, plan)
    losses = [trainer.advance(corpus) for _ in range(28)]
    assert sum(losses[-6:]) < 0.85 * sum(losses[:6])
    assert (trainer.step, trainer.samples) == (28, 168)


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
        export(trainer, work, tmp_path / "model", [progress_of(trainer)])
    capsys.readouterr()
    assert not list((tmp_path / "model").rglob("*.bin"))
    assert not any(str(work) in path.read_text() for path in (tmp_path / "model").rglob("*.json"))
    model = load(tmp_path / "model")
    assert model.info.hints and model.prompt_parser is not None
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


def test_a_run_can_be_done_in_pieces(data: Path, work: Path, tmp_path: Path) -> None:
    """A piece that is over keeps what it learnt, and is not the end."""
    trainer, corpus = trainer_and_corpus(data, work, msgspec.structs.replace(PLAN, minutes=1000))
    trainer.advance(corpus)
    learn(trainer, corpus, tmp_path / "piece.safetensors", piece_minutes=0.0)
    resumed, _ = trainer_and_corpus(data, work)
    resumed.load(tmp_path / "piece.safetensors")
    assert (resumed.step, trainer.is_done) == (1, False)


def test_the_student_begins_as_its_teacher_and_nears_its_guided_steps(data: Path, work: Path) -> None:
    plan = msgspec.structs.replace(PLAN, minutes=1000, warmup_steps=1, learning_rate=3e-3, batch=4)
    teacher, corpus = trainer_and_corpus(data, work, plan)
    for _ in range(5):
        teacher.advance(corpus)
    student = Distiller(plan, teacher.tokenizer, 2, teacher)
    kept = [parameter.detach().clone() for parameter in teacher.parameters]
    for mine, its in zip(student.parameters, teacher.parameters, strict=True):
        assert torch.equal(mine, its)
    losses = [student.advance(corpus) for _ in range(12)]
    assert sum(losses[-4:]) < 0.8 * sum(losses[:4])
    for before, after in zip(kept, teacher.parameters, strict=True):
        assert torch.equal(before, after), "the teacher learns nothing"


def test_where_nothing_is_told_guidance_changes_nothing(data: Path, work: Path) -> None:
    teacher, corpus = trainer_and_corpus(data, work)
    student = Distiller(PLAN, teacher.tokenizer, 2, teacher)
    lesson = unconditional(student.lesson(*corpus.batch(2, student.chance)), student.tokenizer)
    noisy, sigma = student.noise_like(lesson.latents), torch.tensor([0.5, 0.9])
    plain = predict_velocity(student.teacher_unet, student.teacher_text_encoder, lesson, noisy, sigma)
    assert torch.allclose(student._guided(lesson, noisy, sigma), plain, atol=1e-4)


def test_guidance_is_laid_over_words_alone(data: Path, work: Path) -> None:
    """Of two loops the first is told by words, the second by its sketch too."""
    teacher, corpus = trainer_and_corpus(data, work, msgspec.structs.replace(PLAN, minutes=1000))
    for _ in range(10):
        teacher.advance(corpus)
    # So strong that even what so young a teacher makes of words is seen.
    student = Distiller(msgspec.structs.replace(PLAN, guidance=1e5), teacher.tokenizer, 2, teacher)
    shape, items = corpus.batch(2, student.chance)
    sketched, spoken = [False, False], False
    while not (sketched[1] and spoken):  # each is left out now and then
        lesson = student.lesson(shape, items)
        sketched = lesson.beside[:, conditioning_channels(32) :].flatten(1).any(dim=1).tolist()
        spoken = not torch.equal(lesson.tokens[0], unconditional(lesson, student.tokenizer).tokens[0])
        assert not sketched[0]
    noisy, sigma = student.noise_like(lesson.latents), torch.tensor([0.9, 0.9])
    plain = predict_velocity(student.teacher_unet, student.teacher_text_encoder, lesson, noisy, sigma)
    apart = (student._guided(lesson, noisy, sigma) - plain).abs().amax(dim=(1, 2, 3))
    assert apart[1] < 1e-4 and apart[0] > 1e-3


def test_what_is_told_of_a_loop_is_true_of_it_and_heard_as_it_was_told(data: Path, work: Path) -> None:
    _, corpus = trainer_and_corpus(data, work)
    prompt_parser = PromptParser(lexicon())
    chance = random.Random(1)
    for item in corpus.items * 20:
        record = item.record
        told = describe(record, chance)
        families = {instruments()[name].family for name in record.instruments}
        assert told.genre in (record.genre, None)
        assert set(told.instruments) <= set(record.instruments) | families
        assert not set(told.without) & set(record.roles)
        assert set(told.moods) <= set(record.moods)
        heard = prompt_parser.parse(format_prompt(told))
        assert msgspec.structs.replace(heard, genre_sha256="") == told


def test_a_model_is_made_from_nothing_in_pieces(tmp_path: Path) -> None:
    """The plan's own settings, but for size and length: composed, trained, distilled, exported, drawn."""
    plan = msgspec.structs.replace(PLANS["cpu"], minutes=1e-9, student_minutes=1e-9, batch=2, size=PLAN.size)

    def go_on(minutes: float) -> bool:
        return make(
            tmp_path, tmp_path / "model", plan, loops=6, seed=1, soundfont=None, workers=1, device=CPU,
            piece_minutes=minutes,
        )  # fmt: skip

    (tmp_path / "data").mkdir()
    put_timbres(tmp_path / "data")
    with quiet():
        assert not go_on(0.0), "loops and nothing else, in a piece as short as that"
        assert go_on(10.0)
    model = load(tmp_path / "model")
    assert (model.info.default_steps, model.info.default_guidance) == (plan.student_steps, 1.0)
    assert (
        sample(model, SamplingOrder(prompt="x", steps=8, guidance=1.0, seed=1, columns=128)).isfinite().all()
    )
