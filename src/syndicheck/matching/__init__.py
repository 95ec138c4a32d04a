"""Two articles in, one match with its evidence out. Pure; no disk, network or clock."""
