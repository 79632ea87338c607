"""Colour that flows into a hole from its surroundings: harmonic, without edges of its own.

The membrane of Perez et al., "Poisson Image Editing" (2003), with a guidance of zero.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags
from scipy.sparse.linalg import spsolve


def flown(known: NDArray[np.float64], unknown: NDArray[np.bool_]) -> NDArray[np.float32]:
    """`known` [h, w, C] with the cells of `unknown` [h, w] harmonic between the others, of which
    there must be some."""
    height, width, channels = known.shape
    index = np.arange(height * width).reshape(height, width)
    beside = np.stack([index[:, :-1].ravel(), index[:, 1:].ravel()], 1)
    below = np.stack([index[:-1].ravel(), index[1:].ravel()], 1)
    pairs = np.concatenate([beside, below, beside[:, ::-1], below[:, ::-1]])
    links = csr_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), (index.size,) * 2)
    laplacian = diags(np.asarray(links.sum(1)).ravel()) - links
    free = unknown.ravel()
    filled = known.reshape(-1, channels).copy()
    system = laplacian[free]
    right = -system[:, ~free] @ filled[~free]
    filled[free] = spsolve(system[:, free].tocsc(), right).reshape(-1, channels)
    return filled.reshape(height, width, channels).astype(np.float32)
