"""How fast and how small Moorings is, each figure beside what it stands on."""
