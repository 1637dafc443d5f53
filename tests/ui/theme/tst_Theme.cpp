// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/Patience.h"
#include "tests/TestProgram.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStyle>
#include <QTest>
#include <QToolButton>

using namespace isthmus;

/// The look follows the desktop or the user's choice, and never chases its own palette.
class tst_Theme : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void systemFollowsThePaletteOfTheDesktop();
    void roundBeginsWithWhatTheDesktopDoesNotShow();
    void aChoiceHoldsAgainstTheDesktop();
    void systemComesBackToWhatTheDesktopAsksFor();
    void textIsReadableOnItsGround_data();
    void textIsReadableOnItsGround();
    void divergingIsTheGroundAtZeroAndTwoHuesAtTheEnds();
    void viridisGrowsLighter();
    void classColoursRepeatAfterTen();
    void runColoursRepeatAfterFour();
    void lettersAreUnderlinedWhileAltIsHeld();
    void enterPressesAButtonOfAWindow();
    void dialogsHaveOneManner();
    void menuIconsAreInTheTextsColour();
    void listsOfChoicesLookLikeMenus();
    void clearButtonStandsInTheMiddle();
    void fieldLeavesCtrlEToTheWindow();

private:
    std::unique_ptr<Theme> m_theme;
};

static QPalette plainPalette(const QColor& ground, const QColor& ink)
{
    QPalette palette(ink, ground);
    palette.setColor(QPalette::Window, ground);
    palette.setColor(QPalette::WindowText, ink);
    return palette;
}

void tst_Theme::init()
{
    qApp->setPalette(plainPalette(Qt::white, Qt::black));
    m_theme = std::make_unique<Theme>(*qApp);
}

void tst_Theme::cleanup()
{
    m_theme.reset();
}

void tst_Theme::systemFollowsThePaletteOfTheDesktop()
{
    QVERIFY(!m_theme->tokens().dark);
    QSignalSpy changed(m_theme.get(), &Theme::changed);
    qApp->setPalette(plainPalette("#202020", "#f0f0f0"));
    QVERIFY(m_theme->tokens().dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(qApp->palette().color(QPalette::Window), m_theme->tokens().panel);
    QCoreApplication::processEvents();
    QCOMPARE(changed.count(), 1);

    qApp->setPalette(plainPalette("#fafafa", "#101010"));
    QVERIFY(!m_theme->tokens().dark);
    QCOMPARE(changed.count(), 2);
}

void tst_Theme::roundBeginsWithWhatTheDesktopDoesNotShow()
{
    const bool desktopIsDark = m_theme->tokens().dark;
    m_theme->setChoice(m_theme->nextChoice());
    QCOMPARE(m_theme->tokens().dark, !desktopIsDark);
    m_theme->setChoice(m_theme->nextChoice());
    QCOMPARE(m_theme->tokens().dark, desktopIsDark);
    QVERIFY(m_theme->choice() != ThemeChoice::System);
    QCOMPARE(m_theme->nextChoice(), ThemeChoice::System);
}

void tst_Theme::aChoiceHoldsAgainstTheDesktop()
{
    m_theme->setChoice(ThemeChoice::Dark);
    QVERIFY(m_theme->tokens().dark);
    qApp->setPalette(plainPalette(Qt::white, Qt::black));
    QVERIFY(m_theme->tokens().dark);
    QCOMPARE(qApp->palette().color(QPalette::Window), m_theme->tokens().panel);
}

void tst_Theme::systemComesBackToWhatTheDesktopAsksFor()
{
    m_theme->setChoice(ThemeChoice::Light);
    qApp->setPalette(plainPalette(Qt::black, Qt::white));
    QVERIFY(!m_theme->tokens().dark);
    m_theme->setChoice(ThemeChoice::System);
    QVERIFY(m_theme->tokens().dark);
}

/// Relative luminance. Source: WCAG 2.1, "relative luminance"
static double luminance(const QColor& colour)
{
    const auto linear = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

static double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

void tst_Theme::textIsReadableOnItsGround_data()
{
    QTest::addColumn<int>("choice");
    QTest::addRow("light") << int(ThemeChoice::Light);
    QTest::addRow("dark") << int(ThemeChoice::Dark);
}

void tst_Theme::textIsReadableOnItsGround()
{
    QFETCH(int, choice);
    m_theme->setChoice(static_cast<ThemeChoice>(choice));
    const ThemeTokens& tokens = m_theme->tokens();
    for (const QColor& ground : {tokens.background, tokens.panel, tokens.raised, tokens.plot}) {
        for (const QColor& ink : {tokens.text, tokens.dim, tokens.good, tokens.warning, tokens.bad})
            QVERIFY2(contrast(ink, ground) >= 4.5, qPrintable(ink.name() + " on " + ground.name()));
        for (const QColor& run : tokens.runs)
            QVERIFY2(contrast(run, ground) >= 4.5, qPrintable(run.name() + " on " + ground.name()));
        QVERIFY(contrast(tokens.accent, ground) >= 3);
    }
    QVERIFY(contrast(tokens.onAccent, tokens.accent) >= 4.5);
}

void tst_Theme::divergingIsTheGroundAtZeroAndTwoHuesAtTheEnds()
{
    QCOMPARE(QColor(diverging(0, false)), QColor(Qt::white));
    QCOMPARE(QColor(diverging(0, true)), QColor("#121418"));
    for (const bool dark : {false, true}) {
        QVERIFY(qBlue(diverging(-1, dark)) > qRed(diverging(-1, dark)));
        QVERIFY(qRed(diverging(1, dark)) > qBlue(diverging(1, dark)));
        QCOMPARE(diverging(7, dark), diverging(1, dark));
        QCOMPARE(diverging(std::nan(""), dark), diverging(0, dark));
    }
}

void tst_Theme::viridisGrowsLighter()
{
    QCOMPARE(QColor(viridis(0)), QColor("#440154"));
    QCOMPARE(QColor(viridis(1)), QColor("#fde725"));
    for (int i = 1; i <= 100; ++i)
        QVERIFY(luminance(viridis(i / 100.0)) > luminance(viridis((i - 1) / 100.0)));
}

void tst_Theme::classColoursRepeatAfterTen()
{
    QCOMPARE(classColor(0), QColor("#3f90da"));
    QCOMPARE(classColor(9), QColor("#92dadd"));
    QCOMPARE(classColor(13), classColor(3));
}

void tst_Theme::runColoursRepeatAfterFour()
{
    const ThemeTokens& look = m_theme->tokens();
    QCOMPARE(runColour(look, 1), look.runs[1]);
    QCOMPARE(runColour(look, 6), look.runs[2]);
}

void tst_Theme::lettersAreUnderlinedWhileAltIsHeld()
{
    QMainWindow window;
    window.menuBar()->addMenu("&File");
    const auto isUnderlined = [&] {
        return window.style()->styleHint(QStyle::SH_UnderlineShortcut, nullptr, window.menuBar()) != 0;
    };
    window.resize(200, 100);
    window.show();
    const QImage plain = window.menuBar()->grab().toImage();
    QVERIFY(!isUnderlined());
    QTest::keyPress(&window, Qt::Key_Alt);
    QVERIFY(isUnderlined());
    QVERIFY(window.menuBar()->grab().toImage() != plain);
    QTest::keyRelease(&window, Qt::Key_Alt);
    QVERIFY(!isUnderlined());
}

void tst_Theme::enterPressesAButtonOfAWindow()
{
    QWidget window;
    QPushButton button("Go", &window);
    QSignalSpy clicked(&button, &QPushButton::clicked);
    QTest::keyClick(&button, Qt::Key_Return);
    QTest::keyClick(&button, Qt::Key_Enter);
    QCOMPARE(clicked.count(), 2);

    QDialog dialog;
    QCheckBox choice("Choice", &dialog); // in a dialog Enter is for its default button
    QTest::keyClick(&choice, Qt::Key_Return);
    QVERIFY(!choice.isChecked());
}

void tst_Theme::dialogsHaveOneManner()
{
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        QMessageBox box(QMessageBox::Question, "Title", "Question?", QMessageBox::Save | QMessageBox::Cancel);
        box.setDefaultButton(QMessageBox::Save);
        box.show();
        for (const QAbstractButton* button : box.buttons())
            QVERIFY2(button->icon().isNull(), qPrintable(button->text()));
        const auto ground = [](QAbstractButton* button) {
            const QImage image = button->grab().toImage();
            return image.pixelColor(image.width() / 2, 4);
        };
        QCOMPARE(ground(box.button(QMessageBox::Save)), m_theme->tokens().accent);
        QVERIFY(ground(box.button(QMessageBox::Cancel)) != m_theme->tokens().accent);
    }
}

void tst_Theme::menuIconsAreInTheTextsColour()
{
    for (const ThemeChoice choice : {ThemeChoice::Light, ThemeChoice::Dark}) {
        m_theme->setChoice(choice);
        const ThemeTokens& tokens = m_theme->tokens();
        const auto inkOf = [](const QIcon& icon, QIcon::Mode mode) {
            const QImage image = icon.pixmap({16, 16}, 1.0, mode).toImage();
            QColor ink;
            for (int y = 0; y < 16; ++y)
                for (int x = 0; x < 16; ++x)
                    if (image.pixelColor(x, y).alpha() == 255)
                        ink = image.pixelColor(x, y);
            return ink;
        };
        const QIcon icon = menuIcon("pause", tokens);
        QCOMPARE(inkOf(icon, QIcon::Normal), tokens.text);
        QCOMPARE(inkOf(icon, QIcon::Active), tokens.onAccent); // on the selected line
        QCOMPARE(inkOf(recoloured(icon, tokens.onAccent), QIcon::Normal), tokens.onAccent);
    }
}

void tst_Theme::listsOfChoicesLookLikeMenus()
{
    m_theme->setChoice(ThemeChoice::Light);
    QComboBox box;
    box.addItems({"Dense VAE", "Sparse AE", "Denoising"});
    box.show();
    box.showPopup();
    QTRY_VERIFY(box.view()->isVisible());
    const QRect line = box.view()->visualRect(box.model()->index(0, 0));
    QVERIFY2(line.height() >= box.fontMetrics().height() + 8, qPrintable(QString::number(line.height())));
    const QImage image = box.view()->viewport()->grab().toImage();
    const QColor accent = m_theme->tokens().accent;
    QCOMPARE(image.pixelColor(line.left() + 3, line.center().y()), accent); // the present one
    QVERIFY(image.pixelColor(line.topLeft()) != accent); // its corners are round
    QVERIFY(line.left() + box.view()->viewport()->x() >= 4); // it does not touch the frame
    box.hidePopup();
}

void tst_Theme::clearButtonStandsInTheMiddle()
{
    QLineEdit field;
    field.setClearButtonEnabled(true);
    field.setText("sparsity");
    field.resize(200, field.sizeHint().height());
    field.show();
    const auto* button = field.findChild<QToolButton*>();
    QVERIFY(button);
    QTRY_VERIFY(button->isVisible());
    QVERIFY2(std::abs(2 * button->geometry().center().y() - 2 * field.rect().center().y()) <= 2,
        qPrintable(QString::number(button->geometry().center().y())));
}

void tst_Theme::fieldLeavesCtrlEToTheWindow()
{
    struct Field : QLineEdit // takes all keys, as Qt's own takes this one on X11
    {
        bool event(QEvent* event) override
        {
            if (event->type() == QEvent::ShortcutOverride)
                event->accept();
            return QLineEdit::event(event);
        }
    } field;
    const auto takes = [&field](Qt::Key key) {
        QKeyEvent asked(QEvent::ShortcutOverride, key, Qt::ControlModifier);
        asked.ignore();
        QApplication::sendEvent(&field, &asked);
        return asked.isAccepted();
    };
    QVERIFY(!takes(Qt::Key_E));
    QVERIFY(takes(Qt::Key_A));
}

ISTHMUS_TEST(tst_Theme)
#include "tst_Theme.moc"
