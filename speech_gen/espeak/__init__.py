"""espeak-ng, a program of its own (GPL-3) where it is installed: any language, plain voices."""
