"""The sentences that pages say about numbers, places and times."""
