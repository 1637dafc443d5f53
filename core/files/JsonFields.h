// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include <cstdint>
#include <string>
#include <vector>

namespace isthmus {

/// Reads the fields of one JSON object from outside. Each call names one key; what is missing, of the wrong kind or
/// outside its range throws Error: "model.json: latent: expected a whole number from 1 to 4,096, found "two"".
class JsonFields
{
public:
    /// @param where  what the object is, in front of every message
    JsonFields(QJsonObject object, std::string where);

    /// @throws Error if the object has a key that is not in the list
    void allow(const std::vector<const char*>& keys) const;

    [[nodiscard]] bool has(const char* key) const;
    [[nodiscard]] const std::string& where() const { return m_where; }
    [[nodiscard]] const QJsonObject& json() const { return m_object; }

    [[nodiscard]] std::string text(const char* key) const;
    [[nodiscard]] bool boolean(const char* key) const;
    [[nodiscard]] double number(const char* key, double minimum, double maximum) const;
    [[nodiscard]] std::int64_t integer(const char* key, std::int64_t minimum, std::int64_t maximum) const;

    /// A whole number of 64 bits: as text, since a JSON number has 53, or as a number.
    [[nodiscard]] std::uint64_t unsigned64(const char* key) const;

    [[nodiscard]] QJsonArray array(const char* key) const;
    [[nodiscard]] JsonFields object(const char* key) const;

    /// @throws Error: "<where>: <key>: expected <expected>, found <the value>"
    [[noreturn]] void refuse(const char* key, const std::string& expected) const;

private:
    QJsonObject m_object;
    std::string m_where;
};

/// A JSON value in a few words, for messages: "two" in quotes, 3.5, a list, nothing.
std::string describe(const QJsonValue& value);

/// Reads JSON text that must be an object.
/// @throws Error if it is not: where, what the reader says, at which byte
QJsonObject parseJsonObject(const QByteArray& text, const std::string& where);

} // namespace isthmus
