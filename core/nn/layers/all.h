// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/layers.h"

/// The entries of layerTypes(), each made in its own file.
namespace isthmus {

LayerType denseLayer();

LayerType conv2dLayer();

LayerType convTranspose2dLayer();

/// Max pooling: the largest value under each window (Pooling.h); padding never wins. The gradient goes to the first of
/// the largest values, as in PyTorch's MaxPool2d. Which one that was is found again backward; nothing is stored.
/// FLOP count as 0: it compares.
LayerType maxPoolLayer();

/// Average pooling: the mean of the values under each window (Pooling.h), where padding counts as zeros, as in
/// PyTorch's AvgPool2d. FLOP count as 0, as those of all layers without products.
LayerType averagePoolLayer();

/// Nearest-neighbour upsampling: each pixel becomes a square of factor x factor equal ones. Where a height or a width
/// is given, pixel i of n is the one at floor(i * small / n), as PyTorch's Upsample with a size takes it.
LayerType upsampleLayer();

/// Bilinear upsampling: each pixel is a mean of the four around its place in the small picture, as PyTorch's Upsample
/// with mode="bilinear" makes it. Pixels are squares and the pictures have the same edges, or (`corners`) pixels are
/// points and the pictures have the same corners (1) or the first one in common (2: ONNX' asymmetric, TensorFlow 1's).
LayerType bilinearLayer();

/// Sub-pixel upsampling: factor x factor channels of a pixel become that many pixels of one channel. The channels of an
/// output channel are neighbours, as in PyTorch's PixelShuffle, or (`depth`) lie as in TensorFlow's depth_to_space.
/// Source: Shi et al. 2016 (arXiv 1609.05158), eq. 4
LayerType pixelShuffleLayer();

/// The way back from a pixel shuffle: factor x factor pixels of a channel become as many channels of one pixel, in the
/// same two orders, as PyTorch's PixelUnshuffle and TensorFlow's space_to_depth.
LayerType pixelUnshuffleLayer();

/// Pixels added at each edge of a picture, or taken away where there are fewer than 0: zeros, repeats of the edge, or
/// the picture reflected at its edge, as PyTorch's ZeroPad2d, ReplicationPad2d and ReflectionPad2d.
LayerType padLayer();

/// Reads an image as a plain list of features. The order of features stays (y, x, channel); a dense layer behind it
/// stores its columns in channel-height-width order, as if PyTorch had flattened.
LayerType flattenLayer();

/// Reads a list of features as an image: of the shape of the data, of the encoder's last image, or of extents given. A
/// dense layer before it stores its rows in channel-height-width order, as if PyTorch had unflattened.
LayerType reshapeLayer();

/// Batch normalisation: each channel (of a list, each feature) has the mean 0 and the variance 1 over the samples and
/// pixels of the batch, then times a weight plus a bias of its own. Elsewhere than in training running statistics take
/// the batch's place; each batch moves them by the share `momentum`. They are buffers beside the parameters, named as
/// PyTorch's. As there the variance divides by n where it normalises and by n - 1 where it is kept; n counts the whole
/// batch, which therefore is one share. A batch that has one value of a channel alone (a last batch of one sample
/// without pixels) has no variance: the running statistics normalise it, and stay as they are.
/// Source: Ioffe & Szegedy 2015 (arXiv 1502.03167), algorithm 1
LayerType batchNormLayer();

/// Layer normalisation: all values of a sample together have the mean 0 and the variance 1, then each one times a
/// weight plus a bias of its own, as PyTorch's LayerNorm over all axes of a sample. Or (`pixels`) the channels of each
/// pixel have, then times a weight plus a bias of the channel, as a LayerNorm over the last axis of N x H x W x C does,
/// which ConvNeXt (arXiv 2201.03545) has.
/// Source: Ba et al. 2016 (arXiv 1607.06450), section 3
LayerType layerNormLayer();

/// Group normalisation: the values of so many neighbouring channels of a sample together have the mean 0 and the
/// variance 1, then times a weight plus a bias of the channel.
/// Source: Wu & He 2018 (arXiv 1803.08494), section 3
LayerType groupNormLayer();

/// Dropout: in training each value becomes 0 with probability `rate`, and those that stay are divided by 1 - rate, so
/// that the mean is kept; elsewhere (Pass::noise is null) the output is the input. What is dropped is a function of
/// (seed, layer, epoch, sample, feature) and is drawn again backward; nothing is stored.
/// Source: Srivastava et al. 2014, "Dropout: a simple way to prevent neural networks from overfitting", section 10
LayerType dropoutLayer();

/// No activation: the output is the input, and nothing is moved.
LayerType linearLayer();

/// Rectified linear unit, max(x, 0); its derivative at 0 is taken as 0.
LayerType reluLayer();

/// Leaky rectified linear unit: x above 0, slope * x elsewhere. A slope of 0 makes it a ReLU.
/// Source: Maas et al. 2013, "Rectifier nonlinearities improve neural network acoustic models", section 2
LayerType leakyReluLayer();

/// Exponential linear unit: x above 0, alpha * (exp(x) - 1) elsewhere.
/// Source: Clevert et al. 2016 (arXiv 1511.07289), eq. 15
LayerType eluLayer();

/// Sigmoid-weighted linear unit, also known as swish: x * sigmoid(x).
/// Source: Elfwing et al. 2018 (arXiv 1702.03118), eq. 10
LayerType siluLayer();

/// Gaussian error linear unit: x * Phi(x), where Phi is the distribution function of N(0, 1). Not the tanh form.
/// Phi comes from a polynomial whose error is below 1e-7, far less than what a weight of 32 bits resolves.
/// Source: Hendrycks & Gimpel 2016 (arXiv 1606.08415), section 2; Phi: Abramowitz & Stegun 1964, 7.1.26
LayerType geluLayer();

/// GELU with tanh in the place of the error function, as GPT-2 has it and PyTorch's GELU(approximate="tanh"):
/// x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) / 2.
/// Source: Hendrycks & Gimpel 2016 (arXiv 1606.08415), section 2
LayerType geluTanhLayer();

/// x * tanh(softplus(x)).
/// Source: Misra 2019 (arXiv 1908.08681), eq. 1
LayerType mishLayer();

/// A SiLU of straight lines: x * min(max(x + 3, 0), 6) / 6.
/// Source: Howard et al. 2019 (arXiv 1905.02244), section 5.2
LayerType hardSwishLayer();

/// Values between two limits, min(max(x, minimum), maximum): ReLU6 from 0 to 6, Hardtanh from -1 to 1. The derivative
/// is 0 at the limits, too, as PyTorch's.
LayerType clampLayer();

/// Leaky ReLU whose slope below 0 is trained: one for each channel, or (`shared`) one for all. A list has channels as a
/// normalisation has them: its features.
/// Source: He et al. 2015 (arXiv 1502.01852), eq. 1
LayerType preluLayer();

/// log(1 + exp(x)), a smooth ReLU; as max(x, 0) + log(1 + exp(-|x|)), which neither overflows nor loses small values.
/// Source: Glorot et al. 2011, "Deep sparse rectifier neural networks", section 2.2
LayerType softplusLayer();

/// Logistic function, 1 / (1 + exp(-x)).
LayerType sigmoidLayer();

/// Logarithm of the logistic function, -log(1 + exp(-x)); as min(x, 0) - log(1 + exp(-|x|)), which does not overflow.
LayerType logSigmoidLayer();

/// Hyperbolic tangent.
LayerType tanhLayer();

/// x / (1 + |x|): like tanh from -1 to 1, but slow to get there, so that its gradient lives on far from 0.
/// Source: Glorot & Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks", section 3
LayerType softsignLayer();

} // namespace isthmus
