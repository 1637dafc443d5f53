// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

#include <random>

namespace isthmus::fuzz {

/// Changes one thing in a JSON value, so that it stays JSON: removes, adds, copies or replaces an entry somewhere in
/// it, or changes a number or a text. Texts that hold JSON objects themselves are entered too.
class JsonMutator
{
public:
    /// @param words  keys and names that the format knows
    JsonMutator(unsigned int seed, const QStringList& words)
        : m_random(seed)
        , m_words(words)
    {
    }

    [[nodiscard]] QJsonObject changed(QJsonObject object);

    /// A whole number in [0, count).
    [[nodiscard]] int pick(qsizetype count);

private:
    [[nodiscard]] QJsonValue changed(const QJsonValue& value);
    [[nodiscard]] QJsonArray changedList(QJsonArray list);
    [[nodiscard]] QString changedText(const QString& text);
    [[nodiscard]] double changedNumber(double number);
    [[nodiscard]] QJsonValue anything();
    [[nodiscard]] QString word();

    std::minstd_rand m_random;
    const QStringList& m_words;
};

/// Keys and names of model files and of what run files hold in JSON.
const QStringList& specWords();

} // namespace isthmus::fuzz
