// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Error.h"
#include "core/models/ModelOutline.h"
#include "core/runs/Presets.h"
#include "core/runs/SpecJson.h"
#include "tests/fuzz/JsonMutator.h"
#include "tests/fuzz/MemoryFile.h"
#include "tests/fuzz/Mutate.h"

#include <QJsonDocument>

#include <cstring>

using namespace isthmus;

namespace {

/// Builds the model for an image, and compares it with what is read back from what would be written.
void use(const Preset& preset)
{
    for (const Shape shape : {Shape{1, 28, 28}, Shape{3, 5, 4}, Shape{7, 1, 1}})
        static_cast<void>(outlineOf(preset.model, shape));
    if (modelFromJson(toJson(preset.model), "back") != preset.model)
        std::abort();
    if (trainingFromJson(toJson(preset.training), "back") != preset.training)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const fuzz::MemoryFile file(bytes, size);
    Preset preset;
    try {
        preset = loadModelFile(file.path());
    } catch (const Error&) {
        return 0;
    }
    use(preset);
    return 0;
}

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* bytes, std::size_t size, std::size_t room, unsigned int seed)
{
    fuzz::JsonMutator mutator(seed, fuzz::specWords());
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray(reinterpret_cast<const char*>(bytes), static_cast<qsizetype>(size)));
    if (!document.isObject() || mutator.pick(8) == 0)
        return LLVMFuzzerMutate(bytes, size, room);
    const QByteArray text = QJsonDocument(mutator.changed(document.object())).toJson(QJsonDocument::Compact);
    if (static_cast<std::size_t>(text.size()) > room)
        return LLVMFuzzerMutate(bytes, size, room);
    std::memcpy(bytes, text.constData(), static_cast<std::size_t>(text.size()));
    return static_cast<std::size_t>(text.size());
}
