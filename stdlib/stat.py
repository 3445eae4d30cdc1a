"""Meaning of the numbers that os.stat() gives."""
from _stat import *

SF_RESTRICTED = 0x00080000  # macOS

# st_file_attributes, on Windows: the bits from the lowest on, unnamed ones left out
for _bit, _name in enumerate((
        "READONLY", "HIDDEN", "SYSTEM", None, "DIRECTORY", "ARCHIVE", "DEVICE", "NORMAL", "TEMPORARY", "SPARSE_FILE",
        "REPARSE_POINT", "COMPRESSED", "OFFLINE", "NOT_CONTENT_INDEXED", "ENCRYPTED", "INTEGRITY_STREAM", "VIRTUAL",
        "NO_SCRUB_DATA")):
    if _name:
        globals()[f"FILE_ATTRIBUTE_{_name}"] = 1 << _bit
del _bit, _name
