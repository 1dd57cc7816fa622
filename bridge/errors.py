"""The errors that users meet.

    RiffbridgeError
    ├── BadRequest      what was asked cannot be done; the sentence says what would be right   (exit 2)
    ├── BadFile         a file is missing, truncated, or not what it should be                 (exit 2)
    ├── BadModel        a folder or hub id is no usable model                                  (exit 2)
    ├── NoGrid          no tempo grid can be found in a sound                                  (exit 1)
    ├── StorageFailed   the disk is read-only or gone                                          (exit 1)
    │   └── DiskFull    the disk, or the user's quota on it, has no room left                  (exit 1)
    ├── OutOfMemory     neither the device nor the processor has room for the job              (exit 1)
    └── Cancelled       somebody asked for it to stop                                          (exit 1)

Each carries one sentence for a person, which says what was wrong and what would be right.
"""

# What to say where a file's name, as Linux allows, has bytes that no message or text can hold.
NOT_UNICODE = "A path isn't valid Unicode. Rename the file or folder."


class RiffbridgeError(Exception):
    """The root: everything a user can be told about in one sentence."""

    exit_status = 1


class BadRequest(RiffbridgeError):
    """A value or a combination of values that cannot be rendered."""

    exit_status = 2


class BadFile(RiffbridgeError):
    """A file that is missing, truncated, or of another kind than it should be."""

    exit_status = 2


class BadModel(RiffbridgeError):
    """A model that is not there, is incomplete, or is not stored as safetensors."""

    exit_status = 2


class NoGrid(RiffbridgeError):
    """A sound in which no steady tempo can be found."""


class StorageFailed(RiffbridgeError):
    """The disk refused: full, read-only, or gone."""


class DiskFull(StorageFailed):
    """No room left on the disk: it may pass."""


class OutOfMemory(RiffbridgeError):
    """The job is too large for the device and for the processor's memory."""


class Busy(RiffbridgeError):
    """Too much waits already: it may pass."""


class Cancelled(RiffbridgeError):
    """The work was called off."""
