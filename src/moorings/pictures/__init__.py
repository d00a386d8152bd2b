"""Pictures: numbers and labels in, accessible SVG out."""
