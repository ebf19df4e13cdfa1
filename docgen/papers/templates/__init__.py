"""Templates: their headers, where they are found, and the engine that runs them."""
