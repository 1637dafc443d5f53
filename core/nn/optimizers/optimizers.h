// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/Optimizer.h"

/// The entries of optimizerTypes(), each made in its own file.
namespace isthmus {

/// Adam with beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 added to the root of the corrected second moment.
/// Source: Kingma & Ba 2015 (arXiv 1412.6980), algorithm 1
OptimizerType adamOptimizer();

/// Adam whose weight decay is decoupled from the gradient: w -= rate * decay * w, then Adam's update. Every parameter
/// decays, biases too, as in PyTorch's default.
/// Source: Loshchilov & Hutter 2019, "Decoupled Weight Decay Regularization" (arXiv 1711.05101), algorithm 2, with the
/// decay multiplied by the learning rate, as PyTorch has it
OptimizerType adamWOptimizer();

/// Stochastic gradient descent with classical momentum: v = momentum * v + g; w -= rate * v.
/// Source: Sutskever et al. 2013, "On the importance of initialization and momentum in deep learning", section 2 (with
/// the rate outside the velocity, as PyTorch has it)
OptimizerType sgdOptimizer();

/// RMSProp: s = 0.99 s + 0.01 g^2; v = momentum * v + g / (root(s) + 1e-8); w -= rate * v.
/// Source: Tieleman & Hinton 2012, "Neural Networks for Machine Learning", lecture 6e; the constants, the epsilon
/// outside the root and the rate outside the velocity as PyTorch has them
OptimizerType rmsPropOptimizer();

} // namespace isthmus
