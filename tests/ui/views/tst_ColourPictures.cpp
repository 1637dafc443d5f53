// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/PictureGrid.h"
#include "tests/TestProgram.h"
#include "tests/core/analysis/TestModels.h"
#include "ui/samples/Strips.h"
#include "ui/samples/StripsWidget.h"
#include "ui/theme/Theme.h"
#include "ui/views/data/DataText.h"
#include "ui/views/latent/latentJobs.h"
#include "ui/views/loss/LossLegend.h"

#include <QApplication>

using namespace isthmus;

namespace {

constexpr Shape kShape{3, 2, 3}; // 3 pixels wide, 2 high

/// Orange pictures, and a model that answers every code with green ones.
struct Colours
{
    Colours()
    {
        std::vector<std::uint8_t> bytes;
        for (int pixel = 0; pixel < 20 * 6; ++pixel)
            bytes.insert(bytes.end(), {255, 128, 0});
        auto set = std::make_shared<Dataset>();
        set->name = "orange";
        set->shape = kShape;
        set->trainCount = 20;
        set->images = std::make_shared<ByteImages>(kShape, std::move(bytes));
        data = set;

        ModelSpec spec;
        spec.name = "green";
        spec.encoder = {layer("flatten"), dense(2)};
        spec.decoder = {dense(kAsData), layer("reshape")};
        spec.loss = "mse";
        auto model = std::make_shared<const Autoencoder>(spec, kShape);
        FloatVector parameters(static_cast<std::size_t>(model->parameterCount()), 0.0F);
        const Parameter& bias = parameterNamed(*model, "decoder.0.bias");
        // Outside, pixels are in the order of channel, row, column.
        FloatVector green(18, 0.0F);
        std::fill(green.begin() + 6, green.begin() + 12, 1.0F);
        bias.scatter(green.data(), parameters);
        snapshot = std::make_shared<const Snapshot>(Snapshot{{}, {model, parameters}});
    }

    std::shared_ptr<const Dataset> data;
    std::shared_ptr<const Snapshot> snapshot;
};

class NeverResting : public Breather
{
public:
    bool breathe() override { return true; }
};

ManifoldOrder gridOf(const std::shared_ptr<const Snapshot>& snapshot)
{
    ManifoldOrder order;
    order.snapshot = snapshot;
    order.base = {0, 0};
    order.range = QRectF(-1, -1, 2, 2);
    order.columns = 4;
    return order;
}

bool isAll(const QImage& image, const QColor& colour)
{
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, y) != colour)
                return false;
    return !image.isNull();
}

} // namespace

/// Colours are the right ones in every panel, and pictures that are no squares keep their shape.
class TestColourPictures : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void stripsShowTheColours();
    void gridShowsTheColours();
    void gridKeepsTheShape();
    void gridOfRowsHasSquareCells();
    void stripsKeepTheShape();
    void sizeIsHeightTimesWidthAsThatOfArrays();
    void largeLossesFit();

private:
    std::unique_ptr<Theme> m_theme;
};

void TestColourPictures::stripsShowTheColours()
{
    const Colours colours;
    const std::vector<Strip> strips = makeStrips({colours.snapshot, colours.data, {3, 7}, {}, 1});
    QCOMPARE(strips.size(), std::size_t(2));
    QCOMPARE(strips[0].original.size(), QSize(3, 2));
    QVERIFY(isAll(strips[0].original, QColor(255, 128, 0)));
    QVERIFY(isAll(strips[1].output, QColor(0, 255, 0)));
    // Red is missing more than green is too strong: on the whole too dark, and more than the scale holds.
    QVERIFY(isAll(strips[0].errorOnDark, QColor(diverging(-1, true))));
}

void TestColourPictures::gridShowsTheColours()
{
    const Colours colours;
    NeverResting breather;
    QVERIFY(isAll(decodeManifold(gridOf(colours.snapshot), breather)->image, QColor(0, 255, 0)));
}

void TestColourPictures::gridKeepsTheShape()
{
    const Colours colours;
    NeverResting breather;
    const auto grid = decodeManifold(gridOf(colours.snapshot), breather);
    QCOMPARE(grid->image.size(), QSize(4 * 3, 6 * 2)); // pictures of 3 x 2 on a square: 4 x 6 of them
    QCOMPARE(grid->range.width() / grid->range.height(), 1.0);
    QCOMPARE(grid->range.center(), QPointF(0, 0));
}

void TestColourPictures::gridOfRowsHasSquareCells()
{
    const auto shared = std::make_shared<const Autoencoder>(linearModel(2), Shape{1, 1, 12});
    const auto snapshot = std::make_shared<const Snapshot>(Snapshot{{}, {shared, shared->initialise(1)}});
    NeverResting breather;
    const auto grid = decodeManifold(gridOf(snapshot), breather);
    QCOMPARE(grid->image.size(), kRowCell * 4);
    QCOMPARE(kRowCell.width(), kRowCell.height());
    QCOMPARE(grid->range.size(), QSizeF(2, 2));
    int bars = 0; // and where they begin
    for (int x = 0; x < grid->image.width(); ++x)
        for (int y = 0; y < kRowCell.height() - 1; ++y)
            bars += grid->image.pixelColor(x, y) == rowsOnDark().line;
    QVERIFY2(bars > 4 * 12, qPrintable(QString::number(bars)));
}

void TestColourPictures::stripsKeepTheShape()
{
    StripsWidget strips;
    strips.resize(376, 400);
    for (const QSize& picture : {QSize(48, 32), QSize(32, 48), QSize(8, 8), QSize(256, 256)}) {
        strips.setLayoutOf(picture, true);
        const QSizeF cell = strips.cellSize();
        QCOMPARE(cell.width() / cell.height(), double(picture.width()) / picture.height());
        QVERIFY(std::max(cell.width(), cell.height()) <= 96);
    }
}

void TestColourPictures::sizeIsHeightTimesWidthAsThatOfArrays()
{
    const Colours colours;
    Split split;
    split.train = numbersUpTo(20);
    QVERIFY2(dataText(*colours.data, split).startsWith(QString::fromUtf8("20 images, 2 × 3 (height × width) colour")),
        qPrintable(dataText(*colours.data, split)));
}

void TestColourPictures::largeLossesFit()
{
    CurveEntry entry(nullptr);
    const std::pair<double, QString> values[] = {{0.1234, "0.123"}, {12.345, "12.35"}, {1543.24, "1543.2"},
        {136275.6, "136276"}, {-12345.6, "-12346"}, {2'345'678, "2.3e6"}, {1e20, "1.0e20"}};
    for (const auto& [value, text] : values) {
        entry.setValue(value);
        QCOMPARE(entry.text(), text);
    }
}

ISTHMUS_TEST(TestColourPictures)
#include "tst_ColourPictures.moc"
