"""What a training tells. A window says these sentences in its own language."""

from __future__ import annotations

SILENT = "It is silent."
TOO_SHORT = "It is shorter than a bar."
TEMPO_OUT_OF_RANGE = "Its tempo is out of range. Put it into its name, such as pad_120bpm.wav."
NO_TEMPO = "No tempo is heard in it. Put it into its name, such as pad_120bpm.wav."
SAME_SOUND = "It is the same sound as {file}."
NO_FOLDER = "There is no folder {folder}. Name the folder of your loops."
NO_SOUNDS = "{folder} holds no sounds. Put WAV, FLAC, OGG, MP3 or AIFF files into it."
EXISTS = "{path} exists already. Choose another name, or move it away."
OTHER_LOOPS = "“{name}” was begun with other loops, words, model or options. Choose another name."
KNOWN_NAME = "“{name}” already has a meaning in prompts. A word of your own is better: {own}."
RESUMING = "Resuming at step {step} of {steps}."
TRAINED_ALREADY = "This training has already reached step {step}. Ask for more steps to continue it."
HELD_OUT = "Set aside to measure progress, and not trained on: {files}."
NONE_HELD_OUT = "Progress isn't measured: that takes five loops or more."
SENTENCES = (
    SILENT, TOO_SHORT, TEMPO_OUT_OF_RANGE, NO_TEMPO, SAME_SOUND, NO_FOLDER, NO_SOUNDS, EXISTS,
    OTHER_LOOPS, KNOWN_NAME, RESUMING, TRAINED_ALREADY, HELD_OUT, NONE_HELD_OUT,
)  # fmt: skip
