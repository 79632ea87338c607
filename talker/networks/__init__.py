"""Building blocks of networks that several engines share, and how they are made fast.

The warping generator of "One-Shot Free-View Neural Talking-Head Synthesis" (Wang et al., CVPR
2021) in a plain form (`motion_field`, `spade`) and with exact savings (`fast_motion`,
`fast_decoder`), drawn frame by frame (`frame_renderer`); convolutions by minimal filtering and by
Fourier transform; the folding of norms.
"""
