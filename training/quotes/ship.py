"""From the trained network to the file that is shipped: half-precision arrays over hashes, nothing else."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from firsthand.quotes.tokens import Ints
from training.quotes.network import Network, TwoWay


def save(network: Network, keys: list[Ints], path: Path) -> None:
    """Write `network` and the hashes of its tables where :func:`firsthand.quotes.tagger.load_model` reads them."""

    def plain(tensor):  # type: ignore[no-untyped-def]
        return np.ascontiguousarray(tensor.detach().numpy().astype(np.float16))

    arrays = {f"keys{i}": k.astype(np.int32) for i, k in enumerate(keys)}
    arrays |= {f"table{i}": plain(e.weight) for i, e in enumerate(network.embeddings)}
    arrays["layout"] = plain(network.layout.weight)
    for i, layer in enumerate((network.lower, network.upper)):
        arrays |= _layer(f"layer{i}", layer, plain)
    arrays |= {"tag": plain(network.tag.weight.T), "tag_bias": plain(network.tag.bias)}
    arrays["trellis"] = np.maximum(network.trellis().detach().numpy(), -1e4).astype(np.float32)
    arrays |= {f"link.gap{i}": plain(e.weight) for i, e in enumerate(network.between)}
    arrays |= {
        "link.ends": plain(network.ends.weight.T),
        "link.ends_bias": plain(network.ends.bias),
        "link.nobody": plain(network.nobody),
        "link.mix": plain(network.mix.weight.T),
        "link.mix_bias": plain(network.mix.bias),
        "link.link": plain(network.link.weight[0]),
        "link.link_bias": plain(network.link.bias),
    }
    np.savez_compressed(path, **arrays)


def _layer(name: str, layer: TwoWay, plain) -> dict[str, np.ndarray]:  # type: ignore[no-untyped-def,type-arg]
    arrays = {}
    for direction, lstm in (("ahead", layer.forward_lstm), ("behind", layer.backward_lstm)):
        arrays[f"{name}.{direction}.inputs"] = plain(lstm.weight_ih_l0.T)
        arrays[f"{name}.{direction}.bias"] = plain(lstm.bias_ih_l0 + lstm.bias_hh_l0)
        arrays[f"{name}.{direction}.recurrent"] = plain(lstm.weight_hh_l0.T)
    return arrays
