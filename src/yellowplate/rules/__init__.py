"""Law as dated data: may a car be sold, imported and driven there, what it costs to own, why it thrives at home."""
