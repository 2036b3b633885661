"""The reader's convolutions in 8-bit integers, where the processor multiplies those fastest; everything else stays as it is.

Weights are rounded once, with a scale for each output (channel); what goes in is rounded with a scale for each character,
the largest value under the convolution there, so that a passage reads the same in any company. Measured in docs/why.md.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from qa.layers import GatedConvolution
from qa.network import Network

LARGEST = 127
ZERO = 128
TINY = 1e-8


class QuantizedConvolution(nn.Module):
    """What a trained `GatedConvolution` gives, to about one part in a hundred of its largest value."""

    weight: Tensor
    scale: Tensor
    zeros: Tensor
    bias: Tensor

    def __init__(self, layer: GatedConvolution) -> None:
        super().__init__()
        self.norm, self.dilation = layer.norm, layer.dilation
        weight = layer.linear.weight.detach()
        scale = (weight.abs().amax(dim=1) / LARGEST).clamp_min(TINY)
        whole = (weight / scale.unsqueeze(1)).round().to(torch.int8)
        self.register_buffer("weight", torch.ops.onednn.qlinear_prepack(whole, None))
        self.register_buffer("scale", scale)
        self.register_buffer("zeros", torch.zeros(len(weight), dtype=torch.int32))
        self.register_buffer("bias", layer.linear.bias.detach())

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` (B, n, width) and ``mask`` (B, n, 1) float to (B, n, width); what is masked counts as zero."""
        step = self.dilation
        padded = F.pad(self.norm(x) * mask, (0, 0, step, step))
        largest = padded.abs().amax(dim=-1, keepdim=True)
        around = torch.stack((largest[:, : -2 * step], largest[:, step:-step], largest[:, 2 * step :])).amax(dim=0)
        scale = (around / LARGEST).clamp_min(TINY)
        joined = torch.cat((padded[:, : -2 * step], padded[:, step:-step], padded[:, 2 * step :]), dim=-1)
        whole = joined.div_(scale).round_().add_(ZERO).to(torch.uint8)
        summed = torch.ops.onednn.qlinear_pointwise(
            whole, 1.0, ZERO, self.weight, self.scale, self.zeros, None, 1.0, 0, torch.float32, "none", [], ""
        )
        change, gate = torch.addcmul(self.bias, summed, scale).chunk(2, dim=-1)
        return torch.lerp(x, change, torch.sigmoid(gate))


def supported() -> bool:
    """Whether this processor multiplies 8-bit integers exactly and fast (AVX-512 VNNI), and this PyTorch lets it."""
    return (
        torch.cpu._is_vnni_supported()
        and hasattr(torch.ops.onednn, "qlinear_prepack")
        and hasattr(torch.ops.onednn, "qlinear_pointwise")
    )


def quantized(network: Network) -> Network:
    """The same network, for reading only, its passage convolutions quantized where that is `supported`."""
    if supported():
        for layers in (network.passage_layers, network.layers):
            for number, layer in enumerate(layers):
                if isinstance(layer, GatedConvolution):
                    layers[number] = QuantizedConvolution(layer)
    return network.eval()
