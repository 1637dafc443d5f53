# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine's noise in numpy, from its description alone: Philox4x32-10 and Box-Muller.

Philox: Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3", section 3.3. The key is a hash of (seed,
purpose, layer), the counter is (sample, epoch, draw / 4).
"""
import numpy as np

EVALUATION, POSTERIOR = 9, 5
MASK32, MASK64 = 2**32 - 1, 2**64 - 1


def mix(value):
    """SplitMix64's finaliser."""
    value = (value + 0x9E3779B97F4A7C15) & MASK64
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK64
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK64
    return value ^ (value >> 31)


def philox(counter, key):
    """counter: four arrays of 32-bit words in uint64; key: two words."""
    a, b, c, d = counter
    for _ in range(10):
        left, right = a * np.uint64(0xD2511F53), c * np.uint64(0xCD9E8D57)
        a, b, c, d = ((right >> np.uint64(32)) ^ b ^ np.uint64(key[0]), right & np.uint64(MASK32),
                      (left >> np.uint64(32)) ^ d ^ np.uint64(key[1]), left & np.uint64(MASK32))
        key = (key[0] + 0x9E3779B9) & MASK32, (key[1] + 0xBB67AE85) & MASK32
    return a, b, c, d


def normal(seed, purpose, epoch, samples, count):
    """`count` numbers from N(0, 1) for each of the samples: samples x count."""
    stream = mix(mix(seed) ^ (purpose << 32))
    key = stream & MASK32, stream >> 32
    samples = np.asarray(samples, np.uint64)
    columns = []
    for block in range((count + 3) // 4):
        full = np.ones_like(samples)
        counter = (samples & np.uint64(MASK32), samples >> np.uint64(32), full * np.uint64(epoch),
                   full * np.uint64(block))
        u = [((word >> np.uint64(9)) + 0.5) * 2.0**-23 for word in philox(counter, key)]
        for first, second in ((u[0], u[1]), (u[2], u[3])):
            radius = np.sqrt(-2 * np.log(first))
            columns += [radius * np.cos(2 * np.pi * second), radius * np.sin(2 * np.pi * second)]
    return np.stack(columns[:count], axis=1)
