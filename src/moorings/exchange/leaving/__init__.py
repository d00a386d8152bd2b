"""The ways out: everything a notebook may give, in forms that need no Moorings.

Each form is written from one `Portable` and, but for what a form says it leaves out,
read back to an equal one.
"""
