"""Renders a clip with a LoRA in training, and puts it into the library."""

from __future__ import annotations

from pathlib import Path

from bridge.engine.loading import LoadedModel, with_loras
from bridge.engine.render import render
from bridge.errors import RiffbridgeError
from bridge.library import Library
from bridge.requests.bounds import MAX_PROMPT_CHARACTERS
from bridge.requests.context import Reader
from bridge.requests.resolve import resolve
from bridge.settings import Settings
from bridge.sound.files.atomic import make_folder
from bridge.sound.files.names import clip_name, free_path
from bridge.tuning.own_loops import OwnLoop
from bridge.vocabulary.clips import Clip
from bridge.vocabulary.jobs import OnProgress, Tell
from bridge.vocabulary.loras import Lora
from bridge.vocabulary.requests import ClipRequest


def render_preview(
    model: LoadedModel,
    base: str,
    lora: str,
    step: int,
    loop: OwnLoop,
    seed: int,
    settings: Settings,
    tell: Tell,
    on_progress: OnProgress,
) -> Clip:
    """A clip with the words, tempo and key of `loop`, by the model called `base` with the LoRA called `lora`.

    Its title names the `step`. Previews with the same `seed` can be compared. `on_progress` may raise
    `Cancelled`. Raises what `render` does.
    """
    request = ClipRequest(
        prompt=loop.words[:MAX_PROMPT_CHARACTERS],
        tempo_bpm=round(loop.tempo_bpm, 2),
        bars=loop.pieces[0].bars,
        meter=loop.meter,
        key=loop.key,
        seed=seed,
        model=base,
        loras=(Lora(name=lora),),
    )
    [job] = resolve(request, Reader(settings).read(request))
    make_folder(folder := Path(settings.export_folder))
    path = free_path(folder, clip_name(job, in_key=model.info.follows_key))
    # What is understood of the words isn't told: it is the same for each preview.
    [clip] = render([(job, path)], with_loras(model, job, Path(settings.models_folder)), on_progress)
    try:
        with Library.open(Path(settings.library_file), folder, mend=False) as library:
            library.add([clip])
            return library.rename(job.digest, f"{lora}, step {step}").clip
    except RiffbridgeError as error:
        tell(f"The preview is rendered, but isn't in the library: {error}")
    return clip
