"""Door 2: pages made by the server, and the little script that calms them."""
