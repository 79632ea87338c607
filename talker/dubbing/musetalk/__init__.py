"""MuseTalk 1.5: a network draws the lower half of a face anew, from what it sees and hears.

No diffusion: one pass gives the whole latent picture. Written on diffusers and transformers from
facts of the published program; the face's box and mask come from our mesh.
"""
