"""A check figure of a credit code: who holds a code finds its filing, and nobody reads the code off the public site.

32 bits, so that hundreds of possible codes share every figure; among some ten thousand firms a false hit is as good as
impossible. assets/lists.js computes the same.
"""

from __future__ import annotations


def code_check(code: str) -> str:
    """FNV-1a of the code in capitals, as eight hexadecimal digits."""
    value = 0x811C9DC5
    for byte in code.strip().upper().encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return f"{value:08x}"
