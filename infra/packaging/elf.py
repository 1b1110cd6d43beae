"""Cuts off shared libraries what only debuggers read, for any processor and without binutils."""

import struct
from pathlib import Path

_MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little endian: x86_64 and arm64 both.


def cut_debug_information(library: Path) -> None:
    """Truncate after the last segment.

    The loader reads segments only; sections that lie beyond them are symbols and debug information. The offsets of
    what stays do not move, so libraries whose segments were rearranged before (numpy's) survive it, which they do
    not survive in `strip`.
    """
    data = bytearray(library.read_bytes())
    if not data.startswith(_MAGIC):
        return
    (table,) = struct.unpack_from("<Q", data, 32)
    entry_bytes, entries = struct.unpack_from("<HH", data, 54)
    end = table + entries * entry_bytes
    for entry in range(entries):
        offset, _, _, in_file = struct.unpack_from("<QQQQ", data, table + entry * entry_bytes + 8)
        end = max(end, offset + in_file)
    struct.pack_into("<Q", data, 40, 0)  # No section table,
    struct.pack_into("<HHH", data, 58, 0, 0, 0)  # of no entries, and no section that names them.
    library.write_bytes(data[:end])
