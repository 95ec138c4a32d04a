"""Text in, sketch out: shingle hashes, MinHash signature, winnowed fingerprints. Pure; no disk, network or clock."""
