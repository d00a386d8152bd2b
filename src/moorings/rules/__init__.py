"""Tables of rules over the words a person writes, in one restricted grammar."""
