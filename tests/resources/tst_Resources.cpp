// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/TestProgram.h"

#include <QDir>
#include <QImage>
#include <QJsonDocument>
#include <QPainter>
#include <QSvgRenderer>

/// The files below `:/isthmus/` are in every program that links isthmus_resources, and are those of the checkout.
class tst_Resources : public QObject
{
    Q_OBJECT

private slots:
    void filesAreEmbeddedByteForByte_data();
    void filesAreEmbeddedByteForByte();
    void presetsAreJsonObjects();
    void iconIsSeenAtEverySize_data();
    void iconIsSeenAtEverySize();
};

static QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void tst_Resources::filesAreEmbeddedByteForByte_data()
{
    QTest::addColumn<QString>("name");
    QTest::addRow("icon.svg") << "icon.svg";
    const QDir resources(QStringLiteral(ISTHMUS_SOURCE_DIR "/resources"));
    for (const QString& folder : {QStringLiteral("presets"), QStringLiteral("icons")})
        for (const QString& name : QDir(resources.filePath(folder)).entryList({"*.json", "*.svg"}, QDir::Files))
            QTest::addRow("%s/%s", qPrintable(folder), qPrintable(name)) << folder + '/' + name;
}

void tst_Resources::filesAreEmbeddedByteForByte()
{
    QFETCH(QString, name);
    const QByteArray original = contentOf(QStringLiteral(ISTHMUS_SOURCE_DIR "/resources/") + name);
    QVERIFY(!original.isEmpty());
    QCOMPARE(contentOf(":/isthmus/" + name), original);
}

void tst_Resources::presetsAreJsonObjects()
{
    const QDir presets(":/isthmus/presets");
    QVERIFY(!presets.entryList({"*.json"}).isEmpty());
    for (const QString& name : presets.entryList({"*.json"})) {
        QJsonParseError error;
        const QJsonDocument document = QJsonDocument::fromJson(contentOf(presets.filePath(name)), &error);
        QVERIFY2(document.isObject(), qPrintable(name + ": " + error.errorString()));
    }
}

void tst_Resources::iconIsSeenAtEverySize_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {16, 48, 256})
        QTest::addRow("%d px", size) << size;
}

/// Both lands and the dark ground between them are told apart: left blue, right orange, dark above the passage.
void tst_Resources::iconIsSeenAtEverySize()
{
    QFETCH(int, size);
    QSvgRenderer icon(QStringLiteral(":/isthmus/icon.svg"));
    QVERIFY(icon.isValid());
    QImage image(size, size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    icon.render(&painter);
    painter.end();

    const QColor left = image.pixelColor(size / 4, size / 2);
    const QColor right = image.pixelColor(size - 1 - size / 4, size / 2);
    const QColor above = image.pixelColor(size / 2, size / 4);
    QVERIFY(left.blue() > left.red() + 60);
    QVERIFY(right.red() > right.blue() + 60);
    QVERIFY(above.lightness() < 60 && above.alpha() == 255);
    QCOMPARE(image.pixelColor(0, 0).alpha(), 0);
    if (const QByteArray folder = qgetenv("ISTHMUS_KEEP_IMAGES"); !folder.isEmpty())
        image.save(QString("%1/icon-%2.png").arg(folder).arg(size));
}

ISTHMUS_TEST(tst_Resources)
#include "tst_Resources.moc"
