"""LoRAs and their kin of every trainer: read by formula, put into the weights, taken out again."""
