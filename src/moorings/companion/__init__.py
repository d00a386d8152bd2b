"""What a person can do: one module per act.

Web and command line are two doors onto these functions and onto nothing below them.
"""
