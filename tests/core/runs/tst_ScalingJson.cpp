// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/ScalingJson.h"
#include "tests/TestProgram.h"
#include "tests/core/messageOf.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace isthmus;

/// The scaling of a run in its file.
class tst_ScalingJson : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead_data();
    void whatIsWrittenIsRead();
    void plainOnesAreWrittenAsEver();
    void brokenOnesAreRefused_data();
    void brokenOnesAreRefused();
};

namespace {

constexpr Shape kRow{1, 1, 2};

Scaling readAgain(const QJsonObject& object, Shape shape)
{
    const QByteArray text = QJsonDocument(object).toJson();
    return scalingFromJson(JsonFields(QJsonDocument::fromJson(text).object(), "d: scaling"), shape);
}

} // namespace

void tst_ScalingJson::whatIsWrittenIsRead_data()
{
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("steps");
    const auto add = [](ScalingForm form, int steps) {
        QTest::newRow(nameOf(form)) << static_cast<int>(form) << steps;
    };
    add(ScalingForm::Plain, 0);
    add(ScalingForm::Symmetric, 0);
    add(ScalingForm::Channels, 3);
    add(ScalingForm::Standard, 5);
    add(ScalingForm::Columns, 5);
    add(ScalingForm::Robust, 5);
}

void tst_ScalingJson::whatIsWrittenIsRead()
{
    QFETCH(int, form);
    QFETCH(int, steps);
    Scaling scaling{1.0 / 255, -0.1, static_cast<ScalingForm>(form), {}};
    for (int i = 0; i < steps; ++i)
        scaling.each.push_back({1.0 / (3 + i), -1e9 / 7 * i});
    const Shape shape = steps == 3 ? Shape{3, 4, 4} : Shape{1, 1, 5};
    QCOMPARE(readAgain(toJson(scaling), shape), scaling);
}

void tst_ScalingJson::plainOnesAreWrittenAsEver()
{
    QCOMPARE(toJson(Scaling{0.25, -1}), (QJsonObject{{"scale", 0.25}, {"offset", -1}}));
}

void tst_ScalingJson::brokenOnesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* text, const char* message) {
        QTest::newRow(name) << QByteArray(text) << QString(message);
    };
    row("another form", R"({"scale": 1, "offset": 0, "form": "logs"})",
        "d: scaling: form: expected plain, symmetric, channels, standard, columns or robust, found 'logs'");
    row("no steps", R"({"scale": 1, "offset": 0, "form": "robust"})",
        "d: scaling: scales: expected a list, found nothing");
    row("too few steps", R"({"scale": 1, "offset": 0, "form": "columns", "scales": [1], "offsets": [0, 0]})",
        "d: scaling: scales: expected 2 numbers, one for each channel or column, found a list");
    row("text for a number", R"({"scale": 1, "offset": 0, "form": "columns", "scales": [1, 2], "offsets": [0, "x"]})",
        "d: scaling: offsets: expected numbers, found a list");
    row("a scale of 0", R"({"scale": 1, "offset": 0, "form": "standard", "scales": [1, 0], "offsets": [0, 0]})",
        "d: scaling: scales: expected numbers other than 0, found a list");
}

void tst_ScalingJson::brokenOnesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    QCOMPARE(messageOf([&] { static_cast<void>(readAgain(QJsonDocument::fromJson(text).object(), kRow)); }), message);
}

ISTHMUS_APPLESS_TEST(tst_ScalingJson)
#include "tst_ScalingJson.moc"
