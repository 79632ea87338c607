"""One interface for what computes networks: torch, and backends that may be quicker here.

`backends` declares them, `sessions` opens a graph in one, `graphs` exports and keeps graphs, `kept`
remembers what was measured, `accelerated` stands in a network's place and decides.
"""
