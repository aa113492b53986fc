"""The QR code with the address where a certificate is verified, as a small PNG."""

import struct
import zlib

import segno

_COLOURS = bytes.fromhex("ffffff 002c54")
# A phone reads every mask alike; which of the eight looks calmest takes four times as long to find out.
_MASK = 3
_SCALE = 4  # pixels a module: a reader that smooths pictures keeps the edges


def picture(address: str) -> bytes:
    """Return the code without a border, one bit a pixel.

    The picture is written here row by row: segno's writer goes bit by bit, and takes as long as all the words together.
    """
    rows = segno.make(address, error="m", micro=False, mask=_MASK, boost_error=False).matrix
    side = len(rows) * _SCALE
    lines = (b"\0" + _bits("".join("01"[module] * _SCALE for module in row)) for row in rows)
    pixels = b"".join(line * _SCALE for line in lines)
    header = struct.pack(">IIBBBBB", side, side, 1, 3, 0, 0, 0)  # one bit, a palette, nothing interlaced
    parts = ((b"IHDR", header), (b"PLTE", _COLOURS), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*part) for part in parts)


def _bits(row: str) -> bytes:
    """Pack a row of ones and zeros, the last byte filled up with zeros."""
    return int(row.ljust(-(-len(row) // 8) * 8, "0"), 2).to_bytes(-(-len(row) // 8), "big")


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
