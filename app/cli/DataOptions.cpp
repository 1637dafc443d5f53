// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/DataOptions.h"

#include "core/base/Error.h"
#include "core/io/Datasets.h"
#include "core/io/readers.h"

#include <algorithm>
#include <utility>

namespace isthmus {

namespace {

std::string readableData()
{
    std::vector<std::string> names;
    for (const BuiltinDataset& builtin : builtinDatasets())
        names.push_back(builtin.name);
    std::vector<std::string> formats;
    for (const DatasetReader& reader : datasetReaders())
        formats.push_back(reader.name);
    return joinedText(names, ", ") + ", or a path of: " + joinedText(formats, ", ");
}

/// Do both lists mean the same classes? As the samples tell, since a class has a name and an index.
bool sameClasses(const Dataset& data, const std::vector<std::string>& one, const std::vector<std::string>& two)
{
    if (one == two)
        return true;
    const auto samplesOf = [&data](const std::vector<std::string>& classes) {
        SplitSpec spec;
        spec.classes = classes;
        const Split split = makeSplit(data, spec);
        return std::pair{split.train, split.test};
    };
    return samplesOf(one) == samplesOf(two);
}

} // namespace

Options dataOptions(const std::string& fallback)
{
    const std::string otherwise = fallback.empty() ? "" : " (default: " + fallback + ")";
    return {{"data", "D", readableData() + otherwise}};
}

Options choiceOptions()
{
    return {
        {"classes", "A,B,...", "only images of these classes, by index or name (default: all)"},
        {"limit", "N", "then only the first N images of each part (default: all)"},
    };
}

Options splitOptions()
{
    return {{"split", "train|test|all", "which part of the data (default: test)"}};
}

SplitSpec withChoice(const Arguments& arguments, SplitSpec spec)
{
    if (arguments.has("classes")) {
        spec.classes = arguments.list("classes");
        if (spec.classes.empty())
            throw wrongValue("classes", "names or numbers of classes", "");
    }
    spec.limit = static_cast<Index>(arguments.whole("limit", spec.limit));
    return spec;
}

void requireSameChoice(const Arguments& arguments, const Dataset& data, const SplitSpec& spec)
{
    const SplitSpec asked = withChoice(arguments, spec);
    const auto differs = [](const std::string& option) {
        return UsageError("--" + option + " differs from the run that is resumed; leave it out");
    };
    if (!sameClasses(data, asked.classes, spec.classes))
        throw differs("classes");
    if (asked.limit != spec.limit)
        throw differs("limit");
}

std::vector<Index> chosenSamples(const Arguments& arguments, const Dataset& data, const Split& split)
{
    const std::string part = arguments.text("split", "test");
    std::vector<Index> samples;
    if (part == "train" || part == "all")
        samples = split.train;
    else if (part != "test")
        throw wrongValue("split", "train, test or all", part);
    if (part != "train")
        samples.insert(samples.end(), split.test.begin(), split.test.end());
    if (samples.empty())
        throw Error(data.name + ": expected at least one image in the part '" + part + "', found none");
    std::sort(samples.begin(), samples.end());
    return samples;
}

} // namespace isthmus
