"""What may mean danger, and what stands before insight."""
