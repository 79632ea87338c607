"""Provenance in the file: generation record, AIGC label, XMP and the signed C2PA manifest."""
