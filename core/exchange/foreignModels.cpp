// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/foreignModels.h"

#include "core/base/Error.h"

#include <QFile>
#include <QFileInfo>

namespace isthmus {

namespace {

constexpr const char* kTorchWay =
    "load it in Python and write ONNX: torch.onnx.export(model.eval(), images, \"model.onnx\")";
constexpr const char* kKerasWay = "write ONNX in Python: python -m tf2onnx.convert --keras FILE --output model.onnx";
constexpr const char* kLiteWay = "write ONNX in Python: python -m tf2onnx.convert --tflite FILE --output model.onnx";

/// A format by its first bytes and its name; both must fit.
struct ForeignModel
{
    const char* begin; ///< first bytes; empty: any
    qsizetype place; ///< bytes before them
    const char* suffixes; ///< " pt pth ", blanks around each; empty: any
    const char* what;
    const char* way;
};

constexpr ForeignModel kForeignModels[] = {
    {"version https://git-lfs", 0, "", "a pointer of Git LFS to a model", "fetch the model itself: git lfs pull"},
    {"<", 0, "", "a web page or XML", "download the model itself"},
    {"PK\x03\x04", 0, " keras ", "a model of Keras", kKerasWay},
    {"PK\x03\x04", 0, " pt pth ckpt bin model ", "a checkpoint of PyTorch", kTorchWay},
    {"\x80\x02", 0, " pt pth ckpt bin pkl model ", "a checkpoint of PyTorch", kTorchWay},
    {"\x89HDF", 0, " h5 hdf5 keras ", "an HDF5 file, as Keras writes its models", kKerasWay},
    {"TFL3", 4, "", "a model of TensorFlow Lite", kLiteWay},
    {"", 0, " pt pth ", "a checkpoint of PyTorch", kTorchWay},
    {"", 0, " pkl pickle joblib ", "a pickle of Python", kTorchWay},
    {"", 0, " json ", "JSON, which holds no weights", "give the file with the weights, ONNX or safetensors"},
};

bool fits(const ForeignModel& model, const QByteArray& bytes, const QString& suffix)
{
    const QString suffixes = model.suffixes;
    return bytes.mid(model.place).startsWith(model.begin)
        && (suffixes.isEmpty() || suffixes.contains(QString(" %1 ").arg(suffix)));
}

} // namespace

void requireOnnx(const std::string& path)
{
    constexpr qint64 kEnough = 64;
    QFile file(QString::fromStdString(path));
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return; // the reader says so
    const QByteArray bytes = file.read(kEnough);
    const QString suffix = QFileInfo(file).suffix().toLower();
    for (const ForeignModel& model : kForeignModels) {
        if (fits(model, bytes, suffix))
            throw Error(path + ": expected a model (ONNX or safetensors), found " + model.what + "; " + model.way);
    }
}

} // namespace isthmus
