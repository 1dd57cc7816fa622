from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import peft
import pytest
import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from safetensors import safe_open
from safetensors.torch import load_file, save, save_file
from torch import Tensor

from bridge.engine.loading import LoadedModel
from bridge.engine.loras import applied, read_lora
from bridge.errors import BadFile, BadModel, BadRequest
from bridge.models.trained import trained_strength
from bridge.tuning import checkpoint, tensor_files
from bridge.tuning.checkpoint import CHECKPOINT_FILE, step_generator
from bridge.tuning.lessons import Lessons
from bridge.tuning.objective import Objective
from bridge.tuning.output import Origin, write_lora
from bridge.tuning.plan import Plan, is_small, plan_for
from bridge.tuning.tensor_files import system_errors
from bridge.tuning.trainer import Trainer, train
from bridge.vocabulary.loras import Lora

Fresh = Callable[[str], LoadedModel]
Made = dict[str, Lessons]
LORA = Plan(rank=4, alpha=8.0, targets="all", batch=2, accumulate=2, learning_rate=1e-2)
FULL = Plan(full=True, batch=1, accumulate=1, learning_rate=1e-3)


def trainer_of(model: LoadedModel, lessons: Lessons, plan: Plan = LORA, about: str = "") -> Trainer:
    return Trainer(model.unet, Objective(model.scheduler_config), lessons, plan, about)


@pytest.mark.parametrize(("base", "plan"), [("sd", LORA), ("sd", FULL), ("starter", LORA)])
def test_a_training_that_stopped_goes_on_to_the_same_bits(
    fresh: Fresh, lessons: Made, tmp_path: Path, base: str, plan: Plan
) -> None:
    unbroken = trainer_of(fresh(base), lessons[base], plan)
    assert train(unbroken, 2, tmp_path / "a")
    first = trainer_of(fresh(base), lessons[base], plan)
    assert not train(first, 2, tmp_path / "b", stops=lambda: first.step == 1)
    second = trainer_of(fresh(base), lessons[base], plan)
    assert second.load(tmp_path / "b") and second.step == 1
    assert train(second, 2, tmp_path / "b")
    a, b = (load_file(tmp_path / name / CHECKPOINT_FILE) for name in "ab")
    assert a.keys() == b.keys() and all(torch.equal(a[name], b[name]) for name in a)
    assert unbroken.held_out_loss() == second.held_out_loss()


def test_a_lora_learns_while_its_base_stays_as_it_was(fresh: Fresh, lessons: Made, tmp_path: Path) -> None:
    model = fresh("sd")
    before = {name: tensor.clone() for name, tensor in model.unet.state_dict().items()}
    trainer = trainer_of(model, lessons["sd"], LORA)
    assert trainer.held_out and (loss := trainer.held_out_loss()) is not None
    train(trainer, 5, tmp_path)
    assert (after := trainer.held_out_loss()) is not None and after < loss
    state = model.unet.state_dict()
    assert before.keys() == state.keys() and all(torch.equal(before[name], state[name]) for name in before)


def unet_out(model: LoadedModel) -> Tensor:
    torch.manual_seed(3)
    seen, words = torch.randn(1, 4, 16, 16), torch.randn(1, 5, 16)
    with torch.inference_mode():
        out: Tensor = model.unet(seen, torch.tensor(7), words, return_dict=False)[0]
    return out


def test_the_file_is_what_was_trained_for_us_and_for_diffusers(
    fresh: Fresh, lessons: Made, tmp_path: Path
) -> None:
    model = fresh("sd")
    plain = unet_out(model)
    trainer = trainer_of(model, lessons["sd"], LORA)
    train(trainer, 2, tmp_path)
    assert trainer.adapters is not None
    origin = Origin(
        base="sd", base_sha256=model.sha256, picture_format="riffusion-v1", trigger="mine", captions=6,
        steps=2, licence="CC0-1.0", program="test",
    )  # fmt: skip
    write_lora(path := tmp_path / "mine.safetensors", trainer.adapters, LORA, origin)
    trainer.adapters.attach()
    worn = unet_out(model)
    trainer.adapters.detach()
    assert not torch.allclose(worn, plain, atol=1e-4)
    with applied(model.unet, model.text_encoder, [read_lora(path, Lora(name="mine"))]):
        assert torch.allclose(unet_out(model), worn, atol=1e-5)
    assert trained_strength(path) is None and not read_lora(path, Lora(name="mine")).is_unsketched
    model.unet.load_lora_adapter(load_file(path), prefix="unet", network_alphas=None)
    scaled = LORA.alpha / LORA.rank
    model.unet.set_adapters("default_0", scaled)
    assert torch.allclose(unet_out(model), worn, atol=1e-5)


def test_a_step_is_that_of_diffusers_training_script(fresh: Fresh, lessons: Made) -> None:
    """`train_text_to_image_lora.py`: peft's LoRA, the scheduler's noise, the mean squared error, AdamW."""
    model, unet = fresh("sd"), fresh("sd").unet
    unet.add_adapter(peft.LoraConfig(r=4, lora_alpha=8, target_modules=["to_q", "to_k", "to_v", "to_out.0"]))
    theirs = [value for name, value in unet.named_parameters() if "lora_" in name]
    plan = Plan(rank=4, alpha=8.0, batch=2, accumulate=1, warmup_steps=1, wordless=0.0)
    for predicts in ("epsilon", "v_prediction"):
        config = model.scheduler_config | {"prediction_type": predicts}
        trainer = Trainer(model.unet, Objective(config), lessons["sd"], plan)
        assert trainer.adapters is not None
        ours = trainer.adapters.parameters()
        with torch.no_grad():
            for mine, other in zip(ours, theirs, strict=True):
                other.copy_(mine.copy_(torch.randn(mine.shape, generator=step_generator(1, 1)) / 8))
        draw = step_generator(plan.seed, 0)
        latents, words, _ = trainer.batch(draw)
        noise = torch.randn(latents.shape, generator=draw)
        timesteps = torch.randint(0, 1000, (2,), generator=draw)
        loss = trainer.advance()

        schedule = DDPMScheduler.from_config({k: v for k, v in config.items() if not k.startswith("_")})
        seen = schedule.add_noise(latents, noise, timesteps)
        wanted = noise if predicts == "epsilon" else schedule.get_velocity(latents, noise, timesteps)
        unet.zero_grad()
        expected = torch.nn.functional.mse_loss(unet(seen, timesteps, words, return_dict=False)[0], wanted)
        expected.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(theirs, 1.0)
        torch.optim.AdamW(theirs, plan.learning_rate, weight_decay=0.01).step()
        assert loss == pytest.approx(expected.item(), rel=1e-5)
        for mine, other in zip(ours, theirs, strict=True):
            assert mine.grad is not None and other.grad is not None
            assert torch.allclose(mine.grad, other.grad, atol=1e-6) and torch.allclose(mine, other, atol=1e-6)


def test_a_checkpoint_of_something_else_is_not_gone_on_from(
    fresh: Fresh, lessons: Made, tmp_path: Path
) -> None:
    model = fresh("starter")
    first = trainer_of(model, lessons["starter"], LORA, about="these loops")
    assert not first.load(tmp_path)
    first.save(tmp_path)
    with pytest.raises(BadRequest, match="other loops"):
        trainer_of(model, lessons["starter"], LORA, about="others").load(tmp_path)


def test_a_damaged_checkpoint_says_what_to_do(fresh: Fresh, lessons: Made, tmp_path: Path) -> None:
    trainer = trainer_of(fresh("starter"), lessons["starter"])
    trainer.save(tmp_path)
    path = tmp_path / CHECKPOINT_FILE
    whole = path.read_bytes()
    with safe_open(path, "pt") as file:
        said = file.metadata()
    deep = {"riffbridge": "[" * 100_000}
    for wrong in (b"", whole[:7], b"\xff" * 64, whole[:-4], save({}, said), save({}, deep), save({})):
        path.write_bytes(wrong)
        with pytest.raises(BadFile, match="Delete the folder"):
            trainer.load(tmp_path)


def test_what_a_disk_refuses_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), system_errors():
        save_file({"x": torch.zeros(9)}, tmp_path / "nowhere" / "x")


def test_a_checkpoint_that_was_being_written_leaves_the_one_before(
    fresh: Fresh, lessons: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = trainer_of(fresh("starter"), lessons["starter"], LORA)
    trainer.save(tmp_path)
    before = (tmp_path / CHECKPOINT_FILE).read_bytes()

    def half(tensors: object, path: Path, metadata: object) -> None:
        path.write_bytes(before[: len(before) // 2])
        raise KeyboardInterrupt

    monkeypatch.setattr(tensor_files, "save_file", half)
    trainer.advance()
    with pytest.raises(KeyboardInterrupt):
        trainer.save(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [CHECKPOINT_FILE]
    assert (tmp_path / CHECKPOINT_FILE).read_bytes() == before


def test_a_loop_is_only_ever_turned_round(fresh: Fresh, lessons: Made) -> None:
    """By whole bars where the model has a clock, else by any column. Its words stay its own, or unsaid."""
    for base in ("sd", "starter"):
        model = fresh(base)
        [lesson] = lessons[base].loops[0]
        trainer = trainer_of(model, Lessons([[lesson]], lessons[base].no_words), Plan(wordless=0.5))
        columns = lesson.latents.shape[-1]
        assert lesson.turn == (columns if base == "starter" else 1)
        turned = [lesson.latents.roll(roll, -1) for roll in range(0, columns, lesson.turn)]
        told = set()
        for step in range(8):
            latents, words, _ = trainer.batch(checkpoint.step_generator(0, step))
            assert any(torch.equal(latents[0], each) for each in turned)
            told.add(torch.equal(words[0], lesson.words))
        assert told == {True, False}


@pytest.mark.parametrize("wrong", [{"rank": 0}, {"learning_rate": 1}, {"batch": 65}, {"alpha": math.nan}])
def test_a_plan_out_of_range_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(BadRequest, match="out of range"):
        Plan(**wrong)  # type: ignore[arg-type]


def test_a_model_of_each_size_has_a_plan(base_folders: dict[str, Path], tmp_path: Path) -> None:
    assert is_small(base_folders["starter"])
    assert plan_for(small=False).targets == "attention"
    assert plan_for(small=True, rank=8) == plan_for(small=True, rank=8, alpha=8.0)
    with pytest.raises(BadModel, match="U-Net"):
        is_small(tmp_path)
