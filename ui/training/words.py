"""What the training page says, in the window's language. No widgets."""

from __future__ import annotations

import os
import re
from pathlib import Path

from PyQt6.QtCore import QCoreApplication, QLocale

from bridge.errors import BadRequest
from bridge.sound.files.loops import Origin
from bridge.sound.files.names import is_device
from bridge.tuning.trigger import MAX_NAME, check_trigger, name_note, own_word
from bridge.vocabulary.jobs import Progress
from bridge.vocabulary.trainings import (
    TRAINING,
    FolderRead,
    Measured,
    RefusedSound,
    TrainingRequest,
    UnderstoodSound,
)
from ui.common.clip_words import percent
from ui.common.told_words import told_words
from ui.common.training_words import stage_words
from ui.training.state import Run, Stage

translate = QCoreApplication.translate


def name_for(folder: str) -> str:
    """A name for a training on the folder called `folder`: `dustyloops`. Empty if none can be made of it.

    It is one word without hyphens: prompts are read word by word, and `dusty-piano` would ask for a piano. A
    word that prompts know, or `loops`, gets `my` in front.
    """
    name = re.sub(r"[^a-z0-9]", "", folder.lower()).lstrip("0123456789")[:MAX_NAME]
    if name_problem(name):
        return ""
    return own_word(name)


def name_hint(name: str) -> str:
    """Advice on a `name` that prompts understand as music; empty for others."""
    return "" if name_problem(name) else told_words(name_note(name))


def name_problem(name: str) -> str:
    """Why `name` can't be used; empty if it can."""
    try:
        check_trigger(name)
    except BadRequest:
        if is_device(name):
            return translate("training", "Windows keeps this name for a device. Choose another.")
        return translate("training", "Use up to 40 letters, digits, - and _, and begin with a letter.")
    return ""


def total_words(total: FolderRead) -> str:
    """Such as `12 loops, 24 bars, 1:12; 1 refused`."""
    parts = [
        translate("training", "%Ln loops", "", total.loops),
        translate("training", "%Ln bars", "", total.bars),
        "{}:{:02}".format(*divmod(round(total.seconds), 60)),
    ]
    words = ", ".join(parts)
    if not total.refused:
        return words
    return f"{words}; {translate('training', '%Ln refused', '', total.refused)}"


def plain_words(sound: UnderstoodSound, name: str) -> str:
    """The words of `sound` without the trigger word in front."""
    return sound.words.removeprefix(f"{name}, ")


def refusal_words(sound: RefusedSound, folder: Path) -> str:
    """Why `sound`, which lies in `folder`, is refused."""
    why = told_words(sound.reason.replace(f"{folder}{os.sep}", ""))
    return translate("training", "{file}: refused. {why}").format(file=sound.file, why=why)


def time_left(seconds: float) -> str:
    """Such as `about 3 minutes left`."""
    if seconds < 60:
        return translate("training", "less than a minute left")
    if (minutes := round(seconds / 60)) < 90:
        return translate("training", "about %n minutes left", "", minutes)
    return translate("training", "about %n hours left", "", round(seconds / 3600))


def progress_words(progress: Progress) -> str:
    """Such as `Training: 40%, about 1 minute left`."""
    words = f"{stage_words(progress.stage)}: {percent(progress.fraction)}"
    return words if progress.seconds_left is None else f"{words}, {time_left(progress.seconds_left)}"


def state_words(run: Run) -> str:
    """How the training stands, in a sentence."""
    match run.stage:
        case Stage.RUNNING:
            return progress_words(run.progress) if run.progress else translate("training", "Starting…")
        case Stage.STOPPING:
            return translate("training", "Stopping after this step…")
        case Stage.DONE:
            return _done_words(run.request)
        case Stage.STOPPED:
            if run.progress is None or run.progress.stage != TRAINING:
                return translate("training", "Stopped. Resume goes on from the last step that was saved.")
            words = translate("training", "Stopped at {share}. Resume goes on from there.")
            return words.format(share=percent(run.progress.fraction))
        case Stage.FAILED:
            return told_words(run.sentence)


def _done_words(request: TrainingRequest) -> str:
    if request.full:
        words = translate("training", "Done. Choose “{name}” under Model.")
    else:
        words = translate("training", "Done. Choose “{name}” under LoRAs, and put it in your prompt.")
    return words.format(name=request.name)


def loss_words(measured: Measured) -> str:
    """Such as `Step 250 of 400: loss 0.1234, held out 0.1345`."""
    locale = QLocale()
    numbers = {
        "step": locale.toString(measured.step),
        "steps": locale.toString(measured.steps),
        "loss": locale.toString(measured.loss, "f", 4),
    }
    if measured.held_out is None:
        return translate("training", "Step {step} of {steps}: loss {loss}").format(**numbers)
    words = translate("training", "Step {step} of {steps}: loss {loss}, held out {held_out}")
    return words.format(**numbers, held_out=locale.toString(measured.held_out, "f", 4))


def preview_words(run: Run) -> str:
    """Such as `The preview of step 250 is among your clips.`; empty before the first one."""
    if run.preview is None:
        return ""
    words = translate("training", "The preview of step {step} is among your clips.")
    if run.result is not None and run.trained is None:
        words = translate("training", "You can try the LoRA as it was at step {step}.")
    return words.format(step=QLocale().toString(run.preview.step))


def origin_words(why: str) -> str:
    """Where a tempo comes from, and what to do if it is wrong."""
    origins = {
        Origin.CERTIFICATE: translate("training", "From its certificate."),
        Origin.ACID: translate("training", "From the file's loop data."),
        Origin.BASC: translate("training", "From the file's loop data."),
        Origin.TAG: translate("training", "From its tempo tag."),
        Origin.NAME: translate("training", "From its name."),
        Origin.LENGTH: translate("training", "From its length."),
    }
    origin = next(
        (words for each, words in origins.items() if each == why),
        translate("training", "Detected in the sound."),
    )
    mend = translate("training", "If it is wrong, put the tempo into the file's name: loop_90bpm.wav.")
    return f"{origin} {mend}"
