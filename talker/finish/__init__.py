"""What happens to finished frames and files: labels, provenance, deliverables."""
