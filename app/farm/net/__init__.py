"""Connections of the farm: Dask, mutual TLS, certificates, and the messages on the wire."""
