#!/usr/bin/env python3
"""PyTorch as a contestant: trains the same nets from the same numbers, and answers on its standard output.

Requests are lines of JSON: {"open": "mlp"}, then {"first": 0, "count": 20} as often as wanted; with
{"open": "mlp", "double": true} it calculates in float64, which is what the losses of all are compared with, and with
{"open": "mlp", "device": "cuda"} on the graphics card.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "fixtures"))
import nets  # noqa: E402

BATCH = 64
IDX_HEADER = 16


class Inputs:
    """The files that all contestants read."""

    def __init__(self, folder: Path, workload: str, dtype: torch.dtype, device: str):
        self.dtype, self.device = dtype, device
        read = lambda name, kind: np.fromfile(folder / name, dtype=kind)
        self.order = read("order.u32", np.uint32)
        self.latents = read("latents.f32", np.float32).reshape(-1, BATCH, nets.LATENT)
        self.weights = read(f"{workload}.f32", np.float32)
        pixels = np.frombuffer((folder / "images.idx").read_bytes(), np.uint8, offset=IDX_HEADER)
        self.images = pixels.reshape(-1, nets.PIXELS)

    def real(self, t: int) -> torch.Tensor:
        start = (t * BATCH) % (len(self.latents) // 2 * BATCH)
        rows = self.images[self.order[start : start + BATCH]]
        images_pm1 = rows.astype(np.float32) / np.float32(127.5) - np.float32(1)
        return torch.from_numpy(images_pm1).to(self.device, self.dtype)

    def latent(self, step: int) -> torch.Tensor:
        return torch.from_numpy(self.latents[step % len(self.latents)]).to(self.device, self.dtype)


def fill(named_nets, values: np.ndarray):
    """Gives every parameter its stretch of `values`, which are in Gantry's order and layout."""
    offset = 0
    with torch.no_grad():
        for prefix, net in named_nets:
            for _, layer, parameter in nets.named_parameters(prefix, net):
                dense = isinstance(layer, nn.Linear) and parameter.dim() == 2
                shape = parameter.t().shape if dense else parameter.shape
                value = torch.from_numpy(values[offset : offset + parameter.numel()].copy()).reshape(shape)
                parameter.copy_(value.t() if dense else value)
                offset += parameter.numel()
    assert offset == len(values)


class Run:
    def __init__(self, folder: Path, workload: str, dtype: torch.dtype, device: str):
        self.inputs = Inputs(folder, workload, dtype, device)
        self.g, self.d = nets.ARCHITECTURES[workload]()
        fill([("generator", self.g), ("discriminator", self.d)], self.inputs.weights)
        self.g.to(device, dtype), self.d.to(device, dtype)
        adam = lambda net: torch.optim.Adam(net.parameters(), 2e-4, (0.5, 0.999), 1e-8, fused=True)
        self.adam_g, self.adam_d = adam(self.g), adam(self.d)

    def iteration(self, t: int):
        with torch.no_grad():
            fake = self.g(self.inputs.latent(2 * t))
        d_loss = F.softplus(-self.d(self.inputs.real(t))).mean() + F.softplus(self.d(fake)).mean()
        self.adam_d.zero_grad()
        d_loss.backward()
        self.adam_d.step()

        # The judge's own gradients are not wanted in this step.
        self.d.requires_grad_(False)
        g_loss = F.softplus(-self.d(self.g(self.inputs.latent(2 * t + 1)))).mean()
        self.adam_g.zero_grad()
        g_loss.backward()
        self.adam_g.step()
        self.d.requires_grad_(True)
        return d_loss.detach(), g_loss.detach()

    def chunk(self, first: int, count: int) -> dict:
        start = time.perf_counter()
        losses = [self.iteration(first + i) for i in range(count)]
        values = [[d.item(), g.item()] for d, g in losses]
        return {"iterations": count, "ms": (time.perf_counter() - start) * 1000, "losses": values}


def main():
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    folder = Path(sys.argv[1])
    run = None
    for line in sys.stdin:
        request = json.loads(line)
        if "open" in request:
            dtype = torch.float64 if request.get("double") else torch.float32
            run = Run(folder, request["open"], dtype, request.get("device", "cpu"))
            answer = {"version": torch.__version__}
        else:
            answer = run.chunk(request["first"], request["count"])
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
