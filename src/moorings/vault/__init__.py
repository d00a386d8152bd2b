"""Keys, sealing, chain and recovery: bytes in, bytes out.

The written form is specified in docs/reference/sealed-format.md.
"""
