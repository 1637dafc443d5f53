// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/NumberLabel.h"
#include "ui/widgets/PictureWidget.h"

#include <QApplication>
#include <QHBoxLayout>

#include <cmath>
#include <limits>

using namespace isthmus;

/// Numbers become the right pixels, sharp, and change with the ground where they are signed.
class tst_PictureWidget : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp); }
    void cleanupTestCase() { m_theme.reset(); }
    void greyIsClippedAndInRowOrder();
    void colourKeepsItsChannels();
    void signedIsCentredAtTheGround();
    void oppositeColoursDoNotCancel();
    void rowOfNumbersIsACurve();
    void shortRowOfNumbersIsBars();
    void rowOfDifferencesStandsOnTheMiddleLine();
    void nearestScalesByWholePixels();
    void smoothFillsTheRoom();
    void widgetPaintsThePictureInItsMiddle();
    void signedPictureFollowsTheGround();
    void changingNumberAsksForNoLayout();

private:
    std::unique_ptr<Theme> m_theme;
};

void tst_PictureWidget::greyIsClippedAndInRowOrder()
{
    const std::vector<float> values{0, 0.5F, 1, -3, 7, 0.25F};
    const QImage image = pictureImage({1, 2, 3}, values, PictureKind::Values, false);
    QCOMPARE(image.size(), QSize(3, 2));
    QCOMPARE(qGray(image.pixel(0, 0)), 0);
    QCOMPARE(qGray(image.pixel(1, 0)), 128);
    QCOMPARE(qGray(image.pixel(2, 0)), 255);
    QCOMPARE(qGray(image.pixel(0, 1)), 0);
    QCOMPARE(qGray(image.pixel(1, 1)), 255);
    QCOMPARE(qGray(image.pixel(2, 1)), 64);
}

void tst_PictureWidget::colourKeepsItsChannels()
{
    const std::vector<float> values{1, 0, 0.2F, 0, 1, 0};
    const QImage image = pictureImage({3, 1, 2}, values, PictureKind::Values, false);
    QCOMPARE(QColor(image.pixel(0, 0)), QColor(255, 0, 51));
    QCOMPARE(QColor(image.pixel(1, 0)), QColor(0, 255, 0));
}

void tst_PictureWidget::signedIsCentredAtTheGround()
{
    const std::vector<float> values{0, -1, 1};
    const QImage image = pictureImage({1, 3, 1}, values, PictureKind::Signed, true);
    QCOMPARE(image.pixel(0, 0), diverging(0, true));
    QCOMPARE(image.pixel(0, 1), diverging(-1, true));
    QCOMPARE(image.pixel(0, 2), diverging(1, true));
}

/// Too red and as much too green is not right.
void tst_PictureWidget::oppositeColoursDoNotCancel()
{
    const std::vector<float> values{0.6F, -0.6F, 0, -0.5F, -0.5F, -0.5F, 0, 0, 0};
    const QImage image = pictureImage({3, 1, 3}, values, PictureKind::Signed, true);
    QCOMPARE(image.pixel(0, 0), diverging(0.6 * std::sqrt(2.0 / 3), true));
    QCOMPARE(image.pixel(1, 0), diverging(-0.5, true));
    QCOMPARE(image.pixel(2, 0), diverging(0, true));
    const std::vector<float> opaque{0.25F, 0.25F, 0.25F, 1};
    QCOMPARE(pictureImage({4, 1, 1}, opaque, PictureKind::Signed, true).pixel(0, 0), diverging(0.25, true));
}

void tst_PictureWidget::rowOfNumbersIsACurve()
{
    std::vector<float> values;
    for (int i = 0; i < 400; ++i)
        values.push_back(static_cast<float>(i) / 399);
    const Shape row{1, 1, 400};
    const QImage image = pictureImage(row, values, PictureKind::Values, true);
    QCOMPARE(image.size(), pictureSizeOf(row));
    const int right = image.width() - 1;
    const int bottom = image.height() - 1;
    QCOMPARE(qGray(image.pixel(0, bottom)), 255);
    QCOMPARE(qGray(image.pixel(right, 0)), 255);
    QCOMPARE(qGray(image.pixel(0, 0)), 0);
    QCOMPARE(qGray(image.pixel(right, bottom)), 0);
    values[200] = 0; // a single number that falls out is seen
    QCOMPARE(qGray(pictureImage(row, values, PictureKind::Values, true).pixel(200 * image.width() / 400, bottom)), 255);
}

void tst_PictureWidget::shortRowOfNumbersIsBars()
{
    const QImage image = pictureImage({1, 1, 2}, std::vector<float>{0, 1}, PictureKind::Values, true);
    QCOMPARE(image.size(), pictureSizeOf(Shape{1, 1, 2}));
    QCOMPARE(qGray(image.pixel(image.width() * 3 / 4, 1)), 255);
    QCOMPARE(qGray(image.pixel(image.width() / 4, 1)), 0);
}

void tst_PictureWidget::rowOfDifferencesStandsOnTheMiddleLine()
{
    const QImage image = pictureImage({1, 1, 3}, std::vector<float>{-1, 0, 1}, PictureKind::Signed, true);
    const int right = image.width() - 1;
    const int bottom = image.height() - 1;
    QCOMPARE(image.pixel(0, bottom), diverging(-1, true));
    QCOMPARE(image.pixel(0, 0), diverging(0, true));
    QCOMPARE(image.pixel(right, 0), diverging(1, true));
    QCOMPARE(image.pixel(image.width() / 2, 0), diverging(0, true));
    QCOMPARE(image.pixel(image.width() / 2, bottom), diverging(0, true));
}

void tst_PictureWidget::nearestScalesByWholePixels()
{
    QImage image(28, 28, QImage::Format_RGB32);
    image.fill(Qt::black);
    QCOMPARE(fittedImage(image, {100, 90}, true).size(), QSize(84, 84));
    QCOMPARE(fittedImage(image, {20, 20}, true).size(), QSize(20, 20)); // too small for whole pixels
    QVERIFY(fittedImage({}, {20, 20}, true).isNull());
}

void tst_PictureWidget::smoothFillsTheRoom()
{
    QImage image(10, 20, QImage::Format_RGB32);
    image.fill(Qt::black);
    QCOMPARE(fittedImage(image, {90, 90}, false).size(), QSize(45, 90));
}

void tst_PictureWidget::widgetPaintsThePictureInItsMiddle()
{
    PictureWidget widget;
    widget.resize(60, 90);
    const std::vector<float> values{1, 0.5F};
    widget.setPicture({1, 2, 1}, values);
    const QImage shown = widget.grab().toImage();
    QCOMPARE(qGray(shown.pixel(30, 22)), 255);
    QCOMPARE(qGray(shown.pixel(30, 67)), 128);
    QCOMPARE(QColor(shown.pixel(3, 45)), m_theme->tokens().plot); // 1 x 2 at 45 times leaves bands
    widget.clear();
    QCOMPARE(QColor(widget.grab().toImage().pixel(30, 22)), m_theme->tokens().plot);
}

void tst_PictureWidget::signedPictureFollowsTheGround()
{
    PictureWidget widget;
    m_theme->setChoice(ThemeChoice::Light);
    const std::vector<float> values{0};
    widget.setPicture({1, 1, 1}, values, PictureKind::Signed);
    QCOMPARE(widget.image().pixel(0, 0), diverging(0, false));
    m_theme->setChoice(ThemeChoice::Dark);
    QCOMPARE(widget.image().pixel(0, 0), diverging(0, true));
}

/// Counts what makes a layout work again.
class LayoutRequests : public QObject
{
public:
    int count = 0;
    bool eventFilter(QObject*, QEvent* event) override
    {
        count += event->type() == QEvent::LayoutRequest;
        return false;
    }
};

void tst_PictureWidget::changingNumberAsksForNoLayout()
{
    QWidget window;
    auto* row = new QHBoxLayout(&window);
    auto* number = new NumberLabel("888,888");
    row->addWidget(number);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window, test::kPatience));
    LayoutRequests requests;
    window.installEventFilter(&requests);
    const QSize before = number->size();
    number->setText("1");
    number->setText("123,456");
    QCoreApplication::processEvents();
    QCOMPARE(requests.count, 0);
    QCOMPARE(number->size(), before);
    QCOMPARE(number->text(), "123,456");
    QVERIFY(number->fontMetrics().horizontalAdvance("123,456") <= number->width());
}

ISTHMUS_TEST(tst_PictureWidget)
#include "tst_PictureWidget.moc"
