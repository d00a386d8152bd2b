"""Ways in and out: other diaries' files, and our own documented export."""
