"""Says which LoRAs of a job its prompt doesn't turn on. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bridge.prompts.sentences import LORA_OFF, Sentence
from bridge.vocabulary.jobs import RenderJob


def lora_notes(job: RenderJob) -> Iterator[Sentence]:
    """A sentence for each LoRA whose trigger isn't in the prompt."""
    for lora in job.loras or ():
        if lora.trigger and not lora.is_on(job.prompts):
            yield Sentence(LORA_OFF, name=lora.title, word=lora.trigger)


def triggers(job: RenderJob) -> frozenset[str]:
    """The words that turn the LoRAs of `job` on, in lower case, and the parts that prompts are read in."""
    words = [lora.trigger.lower() for lora in job.loras or () if lora.trigger]
    return frozenset(part for word in words for part in (word, *re.split("[-_]", word)))
