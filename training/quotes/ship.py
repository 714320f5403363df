"""From the trained network to the file that is shipped: half-precision arrays over hashes, nothing else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import torch

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
        "link.confidence": np.array([1, 1, 1, 1, 0, 0, 3], np.float32),
    }
    _write(path, arrays)


def set_confidence(path: Path, weights: np.ndarray) -> None:  # type: ignore[type-arg]
    """Replace the weights of the evidence for an attribution in the model at `path`."""
    with np.load(path) as stored:
        arrays = dict(stored)
    _write(path, arrays | {"link.confidence": weights.astype(np.float32)})


def _write(path: Path, arrays: dict[str, np.ndarray]) -> None:  # type: ignore[type-arg]
    """A zip of arrays whose bytes depend on the arrays alone: names in order, no time of day."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(arrays[name]))
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue(), zipfile.ZIP_DEFLATED)


def _layer(name: str, layer: TwoWay, plain) -> dict[str, np.ndarray]:  # type: ignore[no-untyped-def,type-arg]
    arrays = {}
    for direction, lstm in (("ahead", layer.forward_lstm), ("behind", layer.backward_lstm)):
        arrays[f"{name}.{direction}.inputs"] = plain(lstm.weight_ih_l0.T)
        arrays[f"{name}.{direction}.bias"] = plain(lstm.bias_ih_l0 + lstm.bias_hh_l0)
        arrays[f"{name}.{direction}.recurrent"] = plain(lstm.weight_hh_l0.T)
    return arrays


def load(network: Network, path: Path) -> None:
    """Give `network` the weights that :func:`save` wrote at `path`."""
    with np.load(path) as stored:
        arrays = {name: torch.from_numpy(array.astype(np.float32)) for name, array in stored.items()}

    def put(parameter: torch.Tensor, name: str) -> None:
        parameter.copy_(arrays[name].reshape(parameter.shape) if arrays[name].ndim < 2 else arrays[name])

    with torch.no_grad():
        for i, table in enumerate(network.embeddings):
            put(table.weight, f"table{i}")  # type: ignore[arg-type]
        put(network.layout.weight, "layout")
        for i, layer in enumerate((network.lower, network.upper)):
            for direction, lstm in (("ahead", layer.forward_lstm), ("behind", layer.backward_lstm)):
                lstm.weight_ih_l0.copy_(arrays[f"layer{i}.{direction}.inputs"].T)
                lstm.weight_hh_l0.copy_(arrays[f"layer{i}.{direction}.recurrent"].T)
                lstm.bias_ih_l0.copy_(arrays[f"layer{i}.{direction}.bias"])
                lstm.bias_hh_l0.zero_()
        for name, linear in (("tag", network.tag), ("link.ends", network.ends), ("link.mix", network.mix)):
            linear.weight.copy_(arrays[name].T)
            linear.bias.copy_(arrays[f"{name}_bias"])
        network.transitions.copy_(arrays["trellis"])
        put(network.nobody, "link.nobody")
        for i, gap in enumerate(network.between):
            put(gap.weight, f"link.gap{i}")  # type: ignore[arg-type]
        put(network.link.weight, "link.link")
        put(network.link.bias, "link.link_bias")
