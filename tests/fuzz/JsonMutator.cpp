// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/JsonMutator.h"

#include "core/data/Corruption.h"
#include "core/nn/Initialiser.h"
#include "core/nn/Loss.h"
#include "core/nn/Optimizer.h"
#include "core/nn/Schedule.h"
#include "core/nn/layers.h"
#include "core/train/Knobs.h"
#include "tests/fuzz/Mutate.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace isthmus::fuzz {

namespace {

constexpr double kNumbers[]{0, 1, 2, 3, 4, 7, 8, 12, 16, 28, 64, 784, 1000, 65535, 65536, 1048576, 2147483647,
    2147483648.0, 4294967296.0, 9007199254740992.0, 9223372036854775808.0, 1e19, 1e38, 1e300, 0.5, 1e-3, 1e-300};
constexpr const char* kTexts[]{"", "nan", "inf", "-inf", "0", "-1", "9223372036854775807", "-9223372036854775808",
    "18446744073709551615", "1e9", "0.5", "F32", "F64", "I64", "U8", "plain", "gaussian", "data", "encoder"};
constexpr int kSeldom = 8;

} // namespace

int JsonMutator::pick(qsizetype count)
{
    return static_cast<int>(m_random() % static_cast<std::uint32_t>(count));
}

QString JsonMutator::word()
{
    if (pick(3) == 0)
        return QString::fromLatin1(kTexts[pick(std::size(kTexts))]);
    return m_words[pick(m_words.size())];
}

QJsonValue JsonMutator::anything()
{
    switch (pick(9)) {
    case 0:
        return QJsonValue::Null;
    case 1:
        return true;
    case 2:
        return false;
    case 3:
        return QJsonArray();
    case 4:
        return QJsonObject();
    case 5:
        return QJsonArray{changedNumber(1), changedNumber(2)};
    case 6:
        return QJsonObject{{word(), word()}};
    case 7:
        return word();
    default:
        return changedNumber(1);
    }
}

double JsonMutator::changedNumber(double number)
{
    switch (pick(6)) {
    case 0:
        return number + 1;
    case 1:
        return number - 1;
    case 2:
        return -number;
    case 3:
        return number * 2;
    default:
        return kNumbers[pick(std::size(kNumbers))];
    }
}

QString JsonMutator::changedText(const QString& text)
{
    const QJsonDocument inner = QJsonDocument::fromJson(text.toUtf8());
    if (inner.isObject() && pick(kSeldom) != 0)
        return QString::fromUtf8(QJsonDocument(changed(inner.object())).toJson(QJsonDocument::Compact));
    if (pick(2) == 0)
        return word();
    constexpr qsizetype kGrowth = 16;
    QByteArray bytes = text.toUtf8();
    const qsizetype size = bytes.size();
    bytes.resize(size + kGrowth);
    bytes.resize(static_cast<qsizetype>(LLVMFuzzerMutate(reinterpret_cast<std::uint8_t*>(bytes.data()),
        static_cast<std::size_t>(size), static_cast<std::size_t>(bytes.size()))));
    return QString::fromUtf8(bytes);
}

QJsonArray JsonMutator::changedList(QJsonArray list)
{
    if (list.isEmpty() || pick(kSeldom) == 0) {
        list.insert(pick(list.size() + 1), anything());
        return list;
    }
    const int place = pick(list.size());
    const QJsonValue value = list[place];
    switch (pick(kSeldom)) {
    case 0:
        list.removeAt(place);
        break;
    case 1:
        list.insert(pick(list.size()), value);
        break;
    default:
        list[place] = changed(value);
    }
    return list;
}

QJsonObject JsonMutator::changed(QJsonObject object)
{
    if (object.isEmpty() || pick(kSeldom) == 0) {
        object.insert(word(), anything());
        return object;
    }
    const QStringList keys = object.keys();
    const QString key = keys[pick(keys.size())];
    const QJsonValue value = object[key];
    switch (pick(2 * kSeldom)) {
    case 0:
        object.remove(key);
        break;
    case 1:
        object.insert(word(), value);
        break;
    case 2:
        object[key] = object[keys[pick(keys.size())]];
        break;
    default:
        object[key] = changed(value);
    }
    return object;
}

QJsonValue JsonMutator::changed(const QJsonValue& value)
{
    if (pick(2 * kSeldom) == 0)
        return anything();
    if (value.isObject())
        return changed(value.toObject());
    if (value.isArray())
        return changedList(value.toArray());
    if (value.isString())
        return changedText(value.toString());
    if (value.isDouble())
        return changedNumber(value.toDouble());
    return anything();
}

const QStringList& specWords()
{
    static const QStringList words = [] {
        QStringList all{"name", "title", "encoder", "bottleneck", "latent", "decoder", "loss", "initialiser", "type",
            "training", "epochs", "batch", "optimizer", "momentum", "weightDecay", "clipNorm", "schedule",
            "earlyStopping", "keepBest", "klWarmup", "validation", "seed", "kind", "warmup", "horizon", "fingerprint",
            "height", "width", "channels", "scaling", "scale", "offset", "split", "classes", "limit", "reading",
            "format", "step", "optimizerTime", "record", "knobs", "knobChanges", "best", "kept", "epochsSince", "dtype",
            "shape", "data_offsets", "__metadata__"};
        for (const LayerType& type : layerTypes()) {
            all += type.name;
            for (const LayerField& field : type.fields)
                all += field.name;
        }
        for (const KnobType& type : knobTypes())
            all += type.key;
        const auto addNames = [&all](const auto& types) {
            for (const auto& type : types)
                all += type.name;
        };
        addNames(lossTypes());
        addNames(optimizerTypes());
        addNames(scheduleTypes());
        addNames(initialiserTypes());
        addNames(corruptionTypes());
        return all;
    }();
    return words;
}

} // namespace isthmus::fuzz
