"""The farm: the queue's videos made on many computers, by dask.distributed over mutual TLS."""
