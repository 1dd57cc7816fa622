"""The help of the commands beside their options: an example each, and the groups they are listed in.

Each example runs as it stands, given the files and clips it names.
"""

from __future__ import annotations

from bridge.commands.parser import Parser

EXAMPLES: dict[str, tuple[str, ...]] = {
    "": ('riffbridge render "dub with organ" --bpm 124 --bars 4', "riffbridge serve"),
    "render": (
        'riffbridge render "house with piano, no bass" --bpm 124 --bars 4 --key Am',
        "riffbridge render --preset house-piano --count 4 -o takes/",
        'riffbridge render "warm strings" --source loop.wav --strength 0.6',
        "riffbridge render --source CLIP --extend --bars 8",
        "riffbridge render --like CLIP --stems",
    ),
    "encode": ("riffbridge encode loop.wav -o loop.png --musical --bpm 120",),
    "decode": ("riffbridge decode loop.png -o loop.wav --bpm 120 --bars 2",),
    "fit": ("riffbridge fit drums.wav --bpm 124 --bars 4 -o drums_124.wav",),
    "join": (
        'riffbridge join intro.wav "verse.wav*4" "~2" "techno with organ" -o piece.wav',
        "riffbridge join piece.toml -o piece.flac --credits",
    ),
    "export": ("riffbridge export piece.toml -o piece.dawproject",),
    "credits": ("riffbridge credits *.wav -o CREDITS.txt --title Night",),
    "inspect": ("riffbridge inspect loop.wav", "riffbridge inspect CLIP --json"),
    "models": ("riffbridge models", "riffbridge models --get riffusion-v1"),
    "train": (
        "riffbridge train loops/ --name mine --dry-run",
        "riffbridge train loops/ --name mine --base riffusion-v1 --steps 1500",
    ),
    "presets": ("riffbridge presets --json",),
    "genres": ("riffbridge genres",),
    "serve": (
        "riffbridge serve",
        "riffbridge serve --export ~/Music/loops --no-sound",
        "riffbridge serve --host 0.0.0.0 --port 9000",
    ),
    "demo pads": ("riffbridge demo pads --bpm 120 --to 126 --seconds 30",),
    "midi": ("riffbridge midi --seconds 30",),
    "send": (
        'riffbridge send /riffbridge/render 1 "bossa nova" bars 2',
        'riffbridge send /riffbridge/clips "organ key:Am"',
    ),
    "status": ("riffbridge status", "riffbridge status --json"),
    "queue": ("riffbridge queue",),
    "cancel": ("riffbridge cancel 12", "riffbridge cancel --all"),
    "hosts": ("riffbridge hosts live reaper --seconds 2",),
    "install": ("riffbridge install live",),
    "uninstall": ("riffbridge uninstall live",),
    "library": ("riffbridge library list", 'riffbridge library search "organ key:Am"'),
    "library list": ("riffbridge library list --favourites --limit 100",),
    "library search": (
        "riffbridge library search organ dub",
        'riffbridge library search "key:Am tempo:120-130 bars:4"',
        'riffbridge library search tag:drums date:week "model:starter"',
        "riffbridge library search house --key Am --bpm 120-130 --since 2026-11-22",
    ),
    "library export": ("riffbridge library export 3fa9 7c01 -o ~/set --format flac --stems",),
    "library check": ("riffbridge library check",),
    "library repair": ("riffbridge library repair",),
    "library favourite": ("riffbridge library favourite 3fa9",),
    "library delete": ("riffbridge library delete 3fa9 7c01",),
    "library restore": ("riffbridge library restore 3fa9",),
    "library rename": ('riffbridge library rename 3fa9 "Friday bass"',),
    "library tag": ("riffbridge library tag 3fa9 drums live",),
    "completion": (
        'eval "$(riffbridge completion bash)"   # in ~/.bashrc',
        'eval "$(riffbridge completion zsh)"    # in ~/.zshrc, after compinit',
        "riffbridge completion fish | source    # in ~/.config/fish/config.fish",
    ),
}

COMMAND_GROUPS: dict[str, tuple[str, ...]] = {
    "make loops": ("render", "presets", "genres", "models", "train"),
    "sounds and pieces": ("fit", "join", "export", "encode", "decode", "inspect", "credits"),
    "your clips": ("library",),
    "the bridge": ("window", "serve", "status", "queue", "cancel", "send"),
    "hosts and controllers": ("hosts", "midi", "install", "uninstall", "demo"),
    "your shell": ("completion",),
}

_INTRO = "Turns words into loops, exact to the sample. Without a command, the window opens."


def document(parser: Parser) -> None:
    """Give `parser` and all commands below it what their help says beside the options."""
    lines = [_INTRO]
    for title, names in COMMAND_GROUPS.items():
        lines += [f"\n{title}:", *(f"  {name:<12}{parser.summaries[name]}" for name in names)]
    lines.append("\nriffbridge COMMAND --help shows what each takes.")
    parser.description, parser.examples = "\n".join(lines), EXAMPLES[""]
    _document_commands(parser, "")


def _document_commands(parser: Parser, path: str) -> None:
    for name, command in parser.commands.items():
        own = f"{path} {name}".strip()
        what = parser.summaries[name]
        command.description = command.description or f"{what[:1].upper()}{what[1:]}."
        command.examples = EXAMPLES.get(own, ())
        _document_commands(command, own)
