"""What a video says of itself: record, AIGC label, XMP, and the signed C2PA manifest."""
