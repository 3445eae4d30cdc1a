"""Modes of terminals."""
from termios import *

__all__ = ["cfmakeraw", "cfmakecbreak", "setraw", "setcbreak"]

# The places of what tcgetattr() gives.
IFLAG, OFLAG, CFLAG, LFLAG, ISPEED, OSPEED, CC = range(7)

# What the raw mode switches off, and on: POSIX, chapter 11.
_RAW_OFF = {
    IFLAG: IGNBRK | BRKINT | IGNPAR | PARMRK | INPCK | ISTRIP | INLCR | IGNCR | ICRNL | IXON | IXANY | IXOFF,
    OFLAG: OPOST,
    CFLAG: PARENB | CSIZE,
    LFLAG: ECHO | ECHOE | ECHOK | ECHONL | ICANON | IEXTEN | ISIG | NOFLSH | TOSTOP,
}


def _change(mode, off, on=0):
    for place, bits in off.items():
        mode[place] &= ~bits
    mode[CFLAG] |= on
    # A read ends with the first character, however long that takes; the list is not changed where others have it.
    mode[CC] = [*mode[CC]]
    mode[CC][VMIN], mode[CC][VTIME] = 1, 0


def cfmakeraw(mode):
    """Change attributes to the raw mode: every byte as it is, at once."""
    _change(mode, _RAW_OFF, CS8)


def cfmakecbreak(mode):
    """Change attributes so that characters come at once and are not echoed."""
    _change(mode, {LFLAG: ECHO | ICANON})


def _set(fd, when, change):
    before = tcgetattr(fd)
    after = [*before]
    change(after)
    tcsetattr(fd, when, after)
    return before


def setraw(fd, when=TCSAFLUSH):
    """Put a terminal into the raw mode; the attributes that it had."""
    return _set(fd, when, cfmakeraw)


def setcbreak(fd, when=TCSAFLUSH):
    """Put a terminal into the cbreak mode; the attributes that it had."""
    return _set(fd, when, cfmakecbreak)
