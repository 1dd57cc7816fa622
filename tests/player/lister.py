"""Stands in for what looks for devices: says what `DEVICES` holds, or nothing for ever."""

import os
import threading

if os.environ["DEVICES"] == "hang":
    threading.Event().wait()
print(os.environ["DEVICES"])
