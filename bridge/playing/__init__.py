"""Plays composed scores in stereo: stems, mix and master, each a seamless loop. No torch.

stems = play(score, rate_hz)      each part alone, dry
sound = mix(stems, rate_hz)       all parts in one room
sound = master(sound, rate_hz)    loudness and peaks set; works for any clip
"""

from bridge.playing.mastering import master
from bridge.playing.mixing import mix, with_room
from bridge.playing.stems import play

__all__ = ["master", "mix", "play", "with_room"]
