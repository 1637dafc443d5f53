// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/exchange/onnx/OnnxImport.h"
#include "core/exchange/onnx/OnnxReader.h"
#include "tests/fuzz/ProtobufMutator.h"
#include "tests/fuzz/useModel.h"

using namespace isthmus;

namespace {

/// Images of the form that the model itself asks for, as long as they are small: data are the user's.
std::vector<DataReference> references(const OnnxModel& model)
{
    constexpr std::int64_t kLongest = 64;
    std::vector<DataReference> all;
    for (const OnnxValue& input : model.inputs) {
        std::vector<int> extents;
        for (const std::int64_t extent : input.dims)
            extents.push_back(static_cast<int>(extent >= 1 && extent <= kLongest ? extent : 3));
        Shape shape = Shape::vector(12);
        if (extents.size() == 4)
            shape = {extents[1], extents[2], extents[3]};
        else if (extents.size() == 2)
            shape = Shape::vector(extents[1]);
        all.push_back({"images", "0", shape, {}, {}});
    }
    return all;
}

template <typename Import>
void tryImport(const Import& import)
{
    try {
        fuzz::useRun(import());
    } catch (const Error&) {
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    OnnxModel model;
    try {
        model = readOnnxBytes(std::as_bytes(std::span(bytes, size)));
    } catch (const Error&) {
        return 0;
    }
    tryImport([&] { return runFromOnnx(model, nullptr, std::nullopt, "fuzz"); });
    for (const DataReference& data : references(model)) {
        tryImport([&] { return runFromOnnx(model, nullptr, data, "fuzz"); });
        tryImport([&] { return runFromOnnx(model, &model, data, "fuzz"); });
    }
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    return fuzz::mutateProtobuf(bytes, size, room, seed);
}
