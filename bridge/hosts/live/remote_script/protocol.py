"""What the script and the bridge say to each other: one list, read by both.

All messages are OSC over UDP on the loopback, shorter than 1024 bytes, with arguments `i`, `f` and `s`
alone. Numbers that an `f` would round (beats, tempo, instants) travel as text.

    to the script                    from the script
    hello  protocol version folder   here       protocol version boot live clock
    place  see `ORDER`               song       clock tempo numerator denominator playing beat
    fire   see `LAUNCH_ORDER`        scale      on root name intervals
    bye                              selection  track slot name next-track next-slot
                                     set        path
                                     placed     id where
                                     fired      id where
                                     failed     id kind text
                                     trouble    text
                                     bye

`clock` is the script's own, in seconds; `boot` is drawn anew whenever Live is started. Tracks and slots
are counted from 1, 0 being none. `path` is that of the set's file, empty where it was never saved; scripts
before version 1.2 don't send it.
"""

from __future__ import annotations

PORT = 17310
# Counted up whenever one side could misunderstand the other.
PROTOCOL = 2
VERSION = "1.2"
ROOT = "/riffbridge/live/"
MAX_PACKET_BYTES = 1024

# The arguments of `place`, in order. `until` is an instant of the script's clock, after which it must not
# be begun; `beats` and `seconds` are the length; `modes` are warp modes, the first that Live offers counts.
ORDER = ("id", "boot", "until", "path", "where", "name", "color", "beats", "seconds", "modes", "fire")
# Those of `fire`: `where` is a slot, `track:2/slot:5`.
LAUNCH_ORDER = ("id", "boot", "until", "where")

# Why something was not done, as a word for programs.
NO_PLACE, NO_FILE, NO_HOST, HOST = "no-place", "no-file", "no-host", "host"
