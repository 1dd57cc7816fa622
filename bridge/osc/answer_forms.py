"""The addresses that the bridge answers to: what each answer holds, for people and for OSCQuery."""

from __future__ import annotations

import msgspec

ROOT = "/riffbridge/"
# A path longer than this leaves too little room beside it; no system's usual limit for one is beyond.
MAX_PATH_BYTES = 600
MAX_TEXT_BYTES = 700


class AnswerForm(msgspec.Struct, frozen=True):
    """An address that the bridge sends to: what its arguments are (name, type, meaning)."""

    address: str
    help: str
    fields: tuple[tuple[str, str, str], ...]


_YOUR_ID = ("id", "your id's", "the id of the request")
_IN_A_LIST = (
    ("number", "i", "which one this is, counted from 1"),
    ("count", "i", "how many the list has; 0 if it is empty"),
)
_END = "The last one has its number equal to the count; an empty list is one answer with both 0."
_CLIP = (
    ("clip", "s", "the clip's id in the library: 64 hexadecimal digits"),
    ("path", "s", f"its file; empty if it has more than {MAX_PATH_BYTES} bytes or is no text"),
    ("frames", "i", "its length in frames (samples a channel)"),
    ("rate", "i", "frames a second"),
    ("bpm", "f", "tempo in quarter notes a minute"),
    ("bars", "i", "length in bars"),
    ("key", "s", "such as Am; empty if none was asked for"),
)
_PROGRESS = (
    ("fraction", "f", "from 0 to 1"),
    ("seconds_left", "f", "about how long it still takes; -1 while unknown"),
)
_FILE = ("file", "s", "its path in the folder")
_HUBS = (
    AnswerForm(ROOT + "accepted", "It is in the journal, and will be done whatever happens.", (_YOUR_ID,)),
    AnswerForm(ROOT + "progress", "How far it is; at most five a second.", (_YOUR_ID, *_PROGRESS)),
    AnswerForm(
        ROOT + "note",
        "Something worth knowing; the request goes on.",
        (_YOUR_ID, ("text", "s", "a sentence")),
    ),
    AnswerForm(
        ROOT + "done",
        "A take is on disk. A request for several takes has one of these for each.",
        (
            _YOUR_ID,
            *_CLIP,
            ("take", "i", "which take this is, from 1"),
            ("count", "i", "how many takes were asked for"),
            ("heard", "s", "what was understood, such as `house, piano · 124 BPM · A minor · 2 bars · 4/4`"),
        ),
    ),
    AnswerForm(
        ROOT + "joined",
        "The piece is on disk.",
        (_YOUR_ID, *(each for each in _CLIP if each[0] in ("path", "frames", "rate", "bpm", "bars"))),
    ),
    AnswerForm(
        ROOT + "understood",
        "How a sound of the folder is understood.",
        (
            _YOUR_ID,
            _FILE,
            ("bpm", "f", "tempo in quarter notes a minute"),
            ("why", "s", "where the tempo comes from, such as `its name` or `heard`"),
            ("bars", "i", "length in bars"),
            ("pieces", "i", "how many pieces it is cut into"),
            ("meter", "s", "such as 4/4"),
            ("key", "s", "such as Am; empty if none is known"),
            ("words", "s", "the words it is trained with, cut if they are long"),
        ),
    ),
    AnswerForm(
        ROOT + "refused",
        "A sound of the folder can't be used.",
        (_YOUR_ID, _FILE, ("text", "s", "why, in a sentence")),
    ),
    AnswerForm(
        ROOT + "folder_read",
        "The folder has been read; an `understood` or `refused` came for each sound. A dry run ends here.",
        (
            _YOUR_ID,
            ("loops", "i", "sounds that can be used"),
            ("refused", "i", "sounds that can't"),
            ("bars", "i", "their length in bars"),
            ("seconds", "f", "their length in seconds"),
        ),
    ),
    AnswerForm(
        ROOT + "loss",
        "The loss of a training, every 50 steps and at the end.",
        (
            _YOUR_ID,
            ("step", "i", "steps done, with those of earlier runs"),
            ("steps", "i", "steps in all"),
            ("loss", "f", "loss of the last step"),
            ("held_out", "f", "loss on the held-out loops; -1 if there are none"),
        ),
    ),
    AnswerForm(
        ROOT + "preview",
        "A clip was rendered with the LoRA as it is now; it is in the library.",
        (_YOUR_ID, ("step", "i", "steps done"), *_CLIP),
    ),
    AnswerForm(
        ROOT + "trained",
        "The training is done. Render with the pair `lora` and this name, or, if the whole model was "
        "trained, with `model` and this name.",
        (
            _YOUR_ID,
            ("name", "s", "the name of the LoRA or model, and its trigger word"),
            ("path", "s", f"path of its file or folder; empty if that has more than {MAX_PATH_BYTES} bytes"),
            ("steps", "i", "steps in all"),
            ("full", "i", "1 if the whole model was trained"),
            ("base", "s", "the model that was trained"),
            ("words", "s", "a prompt to try it with"),
        ),
    ),
    AnswerForm(
        ROOT + "training_state",
        "What is being trained.",
        (
            ("name", "s", "its name; empty if nothing is being trained"),
            ("stage", "s", "`listening`, `preparing`, `training` or `stopping`"),
            *_PROGRESS,
        ),
    ),
    AnswerForm(
        ROOT + "placed",
        "The clip is in the host's session.",
        (
            _YOUR_ID,
            ("clip", "s", "the clip's id in the library"),
            ("where", "s", "such as `live:track:2/slot:5`"),
        ),
    ),
    AnswerForm(
        ROOT + "fired",
        "The slot is launched: it sounds from the host's next quantum on.",
        (("where", "s", "such as `live:track:2/slot:5`"),),
    ),
    AnswerForm(
        ROOT + "failed",
        "It is not done, and will not be. The id is empty if the message had none that could be read.",
        (
            _YOUR_ID,
            (
                "code",
                "s",
                "`bad-request`, `busy`, `cancelled`, `replaced`, `storage`, `memory`, `engine`, `stopping`; "
                "of a placement or a launch also `no-host`, `no-place`, `no-file` or `host`",
            ),
            ("text", "s", "a sentence that says what was wrong and what would be right"),
        ),
    ),
    AnswerForm(
        ROOT + "state",
        "How things stand, as pairs of a name and its value: `engine` (`starting`, `ready`, `busy`, "
        "`broken`), `waiting` `done` `failed` `subscribers` (how many), `running` (the id of the request, "
        "or empty), `fraction` (of it), `bpm` (of the source that leads, or 0), `playing`, `source` (the one "
        "that leads), `meter`, and `model` (for requests that name none).",
        (("pairs", "s i f", "names and values in turn; take them by name, more may be added"),),
    ),
    AnswerForm(
        ROOT + "queued",
        f"One of the jobs that run or wait, in the order they will run; 100 at most. {_END}",
        (
            *_IN_A_LIST,
            ("job", "i", "its number in the journal, which `riffbridge cancel` takes"),
            ("state", "s", "`running` or `waiting`"),
            ("fraction", "f", "how much of it is done, from 0 to 1"),
            ("prompt", "s", "its words, cut if they are long"),
            ("from", "s", "who asked: a channel, and for OSC an address and a port"),
        ),
    ),
    AnswerForm(
        ROOT + "host",
        f"One host. {_END} Pairs: `takes_clips` (1 if it takes clips now), "
        "`version`, `script` (that of ours in it), `bpm` (0 if it tells none), `key` (of its scale), `track` "
        "`track_name` `slot` (what is selected), `free_track` `free_slot` (what next-free stands for), "
        "`project`, and `text` (what is wrong, or why it takes none, in a sentence). Numbers count from 1; 0 "
        "and an empty text are none.",
        (
            *_IN_A_LIST,
            ("host", "s", "its name, as places have it"),
            ("pairs", "s i f", "names and values in turn; take them by name, more may be added"),
        ),
    ),
    AnswerForm(
        ROOT + "preset",
        f"One preset. {_END}",
        (
            *_IN_A_LIST,
            ("preset", "s", "its name, for the pair `preset`"),
            ("title", "s", "its title"),
        ),
    ),
    AnswerForm(
        ROOT + "clip",
        f"One of the clips found. {_END}",
        (
            *_IN_A_LIST,
            *_CLIP,
            ("prompt", "s", "the words it was drawn from, cut if they are long"),
        ),
    ),
)
_PLAYING = (
    AnswerForm(
        ROOT + "cued",
        "The clip will sound from that beat on.",
        (
            ("slot", "s", "where it plays"),
            ("clip", "s", "the clip's id in the library"),
            ("beat", "f", "in quarter notes, as the stage counts them: bars begin where the leader's do"),
            ("seconds", "f", "from now"),
        ),
    ),
    AnswerForm(
        ROOT + "source",
        f"One source of tempo. {_END}",
        (
            *_IN_A_LIST,
            ("source", "s", "its name"),
            ("bpm", "f", "the tempo that it said last"),
            ("fresh", "i", "1 if it still counts, 0 if it has been quiet for too long"),
            ("leads", "i", "1 if its tempo is the one that holds"),
        ),
    ),
)
_PADS = (
    AnswerForm(
        ROOT + "pad_state",
        f"The state of a pad. {_END}",
        (
            *_IN_A_LIST,
            ("pad", "i", "which pad, from 1"),
            ("title", "s", "what it is called; empty for an empty pad"),
            (
                "state",
                "s",
                "`empty` (no clip yet), `waiting`, `rendering`, `ready`, `cued`, `playing` or `failed`",
            ),
            ("level", "f", "from 0 to 2; 1 leaves the loop as loud as it is"),
            ("muted", "i", "1 if it is muted"),
            ("clip", "s", "the id of the clip it plays or would play; empty if there is none yet"),
        ),
    ),
)
ANSWERS = (*_HUBS, *_PLAYING, *_PADS)
ANSWER_ADDRESSES = frozenset(form.address for form in ANSWERS)
