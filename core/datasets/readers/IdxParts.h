// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace isthmus {

/// Files of one part of a set in IDX.
struct IdxPartFiles
{
    QString images;
    QString labels; ///< empty: there are none
};

/// The file of labels that goes with a file of images: its name with `labels` for `images`, and `idx1` or QMNIST's
/// `idx2-int` for `idx3`, plain or gzipped. Empty: there is none.
QString idxLabelsOf(const QString& images);

/// The folder with the files of a set: this one, or the only one in it with such files (MNIST's `raw`). Empty: neither.
QString idxFolder(const QString& path);

/// The training part and, if there is one, the test part: the four usual names (train-images-, t10k-images-), or those
/// with a set's name in front, as EMNIST and QMNIST have them. Of a file: itself, and the test part where a set's name
/// stands in front.
/// @throws Error if a folder has no training part, or those of several sets
std::vector<IdxPartFiles> idxParts(const QString& path);

/// What numbers mean where `NAME-mapping.txt` lies beside the images, as EMNIST has it: lines of a label and of the
/// letters it stands for. Empty: there is none, or it is damaged.
std::vector<QString> idxMapping(const QString& images);

} // namespace isthmus
