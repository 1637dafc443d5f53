// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/FashionMnist.h"

#include "core/base/Error.h"
#include "core/datasets/readers/IdxReader.h"

namespace isthmus {

bool hasFashionMnist(const std::string& folder)
{
    return sniffIdx(folder);
}

Dataset readFashionMnist(const std::string& folder)
{
    if (!hasFashionMnist(folder))
        throw Error("fashion-mnist: expected its files in " + folder + ", found none; install Debian's package "
            + kFashionMnistPackage);
    Dataset data = readIdx(folder);
    data.name = "fashion-mnist";
    data.title = "Fashion-MNIST";
    const std::vector<std::string> names{
        "T-shirt", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"};
    if (data.classNames.size() == names.size())
        data.classNames = names;
    return data;
}

} // namespace isthmus
