// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/JsonFields.h"

#include "core/base/Error.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>
#include <utility>

namespace isthmus {

namespace {

std::string range(double minimum, double maximum)
{
    const double huge = 1e15;
    if (maximum > huge)
        return minimum < -huge ? std::string() : " of at least " + shortNumber(minimum);
    return " from " + shortNumber(minimum) + " to " + shortNumber(maximum);
}

} // namespace

std::string describe(const QJsonValue& value)
{
    constexpr qsizetype kLongest = 60;
    switch (value.type()) {
    case QJsonValue::Null:
        return "null";
    case QJsonValue::Bool:
        return value.toBool() ? "true" : "false";
    case QJsonValue::Double:
        return shortNumber(value.toDouble(), 12);
    case QJsonValue::String: {
        const QString text = value.toString();
        const QString shown = text.size() > kLongest ? text.left(kLongest) + QStringLiteral("...") : text;
        return '"' + shown.toStdString() + '"';
    }
    case QJsonValue::Array:
        return "a list";
    case QJsonValue::Object:
        return "an object";
    case QJsonValue::Undefined:
        break;
    }
    return "nothing";
}

QJsonObject parseJsonObject(const QByteArray& text, const std::string& where)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError) {
        throw Error(where + ": expected JSON text, found at byte " + grouped(error.offset) + ": "
            + error.errorString().toStdString());
    }
    if (!document.isObject())
        throw Error(where + ": expected a JSON object, found a list");
    return document.object();
}

JsonFields::JsonFields(QJsonObject object, std::string where)
    : m_object(std::move(object))
    , m_where(std::move(where))
{
}

void JsonFields::allow(const std::vector<const char*>& keys) const
{
    for (const QString& found : m_object.keys()) {
        if (std::any_of(keys.begin(), keys.end(), [&](const char* key) { return found == QLatin1String(key); }))
            continue;
        std::string known;
        for (const char* key : keys)
            known += (known.empty() ? "" : ", ") + std::string(key);
        throw Error(m_where + ": expected keys among " + known + ", found " + describe(found));
    }
}

bool JsonFields::has(const char* key) const
{
    return m_object.contains(QLatin1String(key));
}

void JsonFields::refuse(const char* key, const std::string& expected) const
{
    throw Error(
        m_where + ": " + key + ": expected " + expected + ", found " + describe(m_object.value(QLatin1String(key))));
}

std::string JsonFields::text(const char* key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isString())
        refuse(key, "a text");
    return value.toString().toStdString();
}

bool JsonFields::boolean(const char* key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isBool())
        refuse(key, "true or false");
    return value.toBool();
}

double JsonFields::number(const char* key, double minimum, double maximum) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    const double number = value.toDouble();
    if (!value.isDouble() || !std::isfinite(number) || number < minimum || number > maximum)
        refuse(key, "a number" + range(minimum, maximum));
    return number;
}

std::int64_t JsonFields::integer(const char* key, std::int64_t minimum, std::int64_t maximum) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    bool whole = false;
    qint64 number = 0;
    if (value.isString()) {
        number = value.toString().toLongLong(&whole);
    } else if (value.isDouble()) {
        number = value.toInteger();
        whole = number != 0 || value.toDouble() == 0.0;
    }
    if (!whole || number < minimum || number > maximum)
        refuse(key, "a whole number" + range(static_cast<double>(minimum), static_cast<double>(maximum)));
    return number;
}

std::uint64_t JsonFields::unsigned64(const char* key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isString())
        return static_cast<std::uint64_t>(integer(key, 0, INT64_MAX));
    bool whole = false;
    const std::uint64_t number = value.toString().toULongLong(&whole);
    if (!whole || value.toString().startsWith(QLatin1Char('-')))
        refuse(key, "a whole number from 0 to 18446744073709551615");
    return number;
}

QJsonArray JsonFields::array(const char* key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isArray())
        refuse(key, "a list");
    return value.toArray();
}

JsonFields JsonFields::object(const char* key) const
{
    const QJsonValue value = m_object.value(QLatin1String(key));
    if (!value.isObject())
        refuse(key, "an object");
    return {value.toObject(), m_where + ": " + key};
}

} // namespace isthmus
