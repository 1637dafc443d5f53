// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/loss/LossView.h"

#include "ui/theme/Theme.h"
#include "ui/views/loss/LossLegend.h"
#include "ui/views/loss/LossPlot.h"
#include "ui/views/sessionWords.h"
#include "ui/widgets/FoldingHeading.h"
#include "ui/widgets/sampleWords.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kMargin = 12; // px, left and right
constexpr int kRowHeight = 22; // px, of the heading, the switches and the buttons beside them
constexpr int kFigureHeader = 32; // at least
constexpr int kFigureMargin = 8; // below
constexpr float kOn = 0.25F; // opacity of the ground of a switch that is on
constexpr int kPace = 100; // ms between two paintings at least
constexpr int kCatchingUp = 16; // ms between two parts of a long history
constexpr int kPaintingShare = 80; // painting takes at most one part in so many of the window's time...
constexpr int kLongestPace = 400; // ms, but the curves are no older than this beside newer figures...
constexpr int kMostShare = 8; // unless painting takes one part in so many

/// "nats per image", "0.5 × squared error per row".
QString unitOf(const LossType& loss, const QString& sample)
{
    return QString::fromUtf8(loss.unit).replace(" x ", QString::fromUtf8(" × ")).replace("image", sample);
}

} // namespace

int paceFor(double painting)
{
    const double wished = std::clamp(painting * kPaintingShare, double(kPace), double(kLongestPace));
    return static_cast<int>(std::max(wished, painting * kMostShare));
}

LossView::LossView(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_plot(new LossPlot(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, 0, kMargin, 4);
    column->setSpacing(4);
    column->addWidget(makeHeader());
    column->addWidget(m_plot, 1);

    m_pace.setSingleShot(true);
    m_pace.setInterval(kPace);
    connect(&m_pace, &QTimer::timeout, this, &LossView::refresh);
    connect(&m_session, &RunSession::historyChanged, this, &LossView::scheduleRefresh);
    connect(&m_session, &RunSession::runChanged, this, &LossView::startRun);
    connect(m_heading, &FoldingHeading::toggled, this, &LossView::fold);
    connect(m_plot, &LossPlot::followingChanged, this, [this] { m_fit->setVisible(!m_plot->isFollowing()); });
    connect(&Theme::of(this), &Theme::changed, this, &LossView::applyTheme);
    applyTheme();
    startRun();
}

void LossView::applyTheme()
{
    // Quieter than a button that is on elsewhere: these say what is shown, not what is being done.
    const ThemeTokens& tokens = Theme::of(this).tokens();
    QColor on = tokens.accent; // the ground says what is on, so that the frame can say where the focus is
    on.setAlphaF(kOn);
    const QString style =
        QString("QToolButton { padding: 0px 6px; min-height: 20px; color: %1; background: transparent;"
                " border: 1px solid %3; border-radius: 4px; }"
                "QToolButton:checked { background: %2; border-color: %4; }"
                "QToolButton:focus { border-color: %1; }")
            .arg(tokens.text.name(), on.name(QColor::HexArgb), tokens.line.name(), tokens.accent.name());
    for (QToolButton* button : {m_fit, m_log})
        button->setStyleSheet(style);
    for (QToolButton* button : m_quantities)
        button->setStyleSheet(style);
}

QWidget* LossView::makeHeader()
{
    m_header = new QWidget(this);
    auto* row = new QHBoxLayout(m_header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_heading = new FoldingHeading(tr("Loss"), "loss/heading", m_header), 0, Qt::AlignTop);
    m_heading->setFixedHeight(kRowHeight);
    row->addSpacing(8);
    row->addWidget(m_legend = new LossLegend(m_header), 1);

    row->addWidget(makeTools(), 0, Qt::AlignTop);
    return m_header;
}

QWidget* LossView::makeTools()
{
    auto* tools = new QWidget(m_header);
    tools->setFixedHeight(kRowHeight);
    m_tools = new QHBoxLayout(tools);
    m_tools->setContentsMargins(0, 0, 0, 0);
    m_tools->setSpacing(4);
    m_tools->addWidget(m_fit = makeSwitch(tr("Fit"), tr("Follow the training again (0, or double click)")));
    m_fit->setCheckable(false);
    m_fit->setVisible(false);
    connect(m_fit, &QToolButton::clicked, m_plot, &LossPlot::fit);

    const QString names[] = {tr("Total"), tr("Reconstruction"), tr("KL")};
    const QString hints[] = {tr("Reconstruction + β × KL, what training lowers"), {},
        tr("How far the codes are from the prior, not multiplied by β")};
    for (const Quantity quantity : kAllQuantities) {
        const auto index = static_cast<std::size_t>(quantity);
        m_tools->addWidget(m_quantities[index] = makeSwitch(names[index], hints[index]));
        connect(m_quantities[index], &QToolButton::clicked, this, [this, quantity] { toggle(quantity); });
    }
    m_tools->addSpacing(8);
    m_tools->addWidget(m_log = makeSwitch(tr("Log"), tr("Logarithmic axis, where all values are positive")));
    m_log->setChecked(true);
    connect(m_log, &QToolButton::toggled, m_plot, &LossPlot::setLogScale);
    return tools;
}

QToolButton* LossView::makeSwitch(const QString& text, const QString& hint)
{
    auto* button = new QToolButton(this);
    button->setText(text);
    button->setToolTip(hint);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves Space to play and pause
    button->setFont(Theme::of(this).small());
    button->setProperty("flat", true);
    return button;
}

void LossView::fold(bool open)
{
    m_plot->setVisible(open);
    limitHeight();
}

void LossView::limitHeight()
{
    const int folded = m_header->heightForWidth(width() - 2 * kMargin) + 2 * layout()->spacing();
    setMaximumHeight(m_heading->isChecked() ? QWIDGETSIZE_MAX : folded);
}

void LossView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    limitHeight();
}

void LossView::startRun()
{
    const bool variational = m_session.hasRun() && m_session.model()->isVariational();
    const bool wasVariational = m_quantities.back()->isVisibleTo(this);
    for (const Quantity quantity : kAllQuantities) {
        QToolButton* button = m_quantities[static_cast<std::size_t>(quantity)];
        button->setVisible(variational);
        if (!variational || !wasVariational)
            button->setChecked(quantity == Quantity::Total || (variational && quantity == Quantity::Kl));
    }
    showQuantities();
    m_plot->fit();
    showUnit();
    refresh();
}

void LossView::toggle(Quantity quantity)
{
    const bool any = std::any_of(
        m_quantities.begin(), m_quantities.end(), [](const QToolButton* button) { return button->isChecked(); });
    if (!any) // the last one stays
        m_quantities[static_cast<std::size_t>(quantity)]->setChecked(true);
    showQuantities();
    refresh();
}

void LossView::showQuantities()
{
    std::array<bool, kQuantities> shown{};
    for (std::size_t i = 0; i < kQuantities; ++i) {
        shown[i] = m_quantities[i]->isChecked();
        m_plot->setShown(kAllQuantities[i], shown[i]);
    }
    const bool validates = m_session.hasRun() && !m_session.split().validation.empty();
    m_legend->setShown(shown, validates ? tr("validation") : tr("test"),
        m_session.hasRun() ? samplesName(m_session.data()->shape) : QString());
}

void LossView::showUnit()
{
    const QString sample = sampleName(m_session);
    m_quantities[static_cast<std::size_t>(Quantity::Reconstruction)]->setToolTip(
        tr("How far the output is from the %1").arg(sample));
    m_plot->setUnits(
        m_session.hasRun() ? unitOf(m_session.model()->loss(), sample) : QString(), tr("KL, nats per %1").arg(sample));
}

void LossView::scheduleRefresh()
{
    if (!isVisible())
        return;
    showValues();
    if (!m_plot->follows(m_session.history()))
        refresh();
    else if (!m_pace.isActive())
        m_pace.start();
}

void LossView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void LossView::refresh()
{
    const bool isWhole = m_plot->refresh(m_session.history());
    showValues();
    m_pace.setInterval(isWhole ? paceFor(m_plot->replotTime(true)) : kCatchingUp);
    if (!isWhole && isVisible())
        m_pace.start();
}

void LossView::showValues()
{
    const std::vector<EvaluationRecord>& evaluations = m_session.history().evaluations;
    m_legend->setValues(m_plot->curves(), evaluations.empty() ? nullptr : &evaluations.back());
}

int LossView::figureHeader() const
{
    const int used = m_legend->x();
    return std::max(kFigureHeader, m_legend->heightForWidth(width() - 2 * kMargin - used) + kFigureMargin);
}

QSize LossView::figureSize() const
{
    return m_plot->curves().isEmpty() ? QSize() : QSize(width(), figureHeader() + m_plot->height() + kFigureMargin);
}

void LossView::drawFigure(QPaintDevice& device, const ThemeTokens& look)
{
    const int used = m_legend->x();
    const int wide = width() - 2 * kMargin - used;
    const int above = (figureHeader() - m_legend->heightForWidth(wide)) / 2;
    QPainter painter(&device);
    painter.fillRect(QRect({}, figureSize()), look.panel);
    painter.setFont(m_heading->font());
    painter.setPen(look.dim);
    const QRect heading(kMargin, above, used, m_legend->sizeHint().height());
    painter.drawText(heading, Qt::AlignLeft | Qt::AlignVCenter, m_heading->text().toUpper());
    m_legend->draw(painter, look, {kMargin + used, above}, wide);
    painter.end();
    m_plot->drawTo(device, {kMargin, figureHeader()}, look);
}

bool LossView::takeFigureButton(QToolButton* button)
{
    button->setFixedSize(kRowHeight, kRowHeight);
    m_tools->addWidget(button);
    return true;
}

QWidget* LossView::takePanelButtons(const QList<QToolButton*>& buttons)
{
    QWidget* before = m_log; // in the order of Tab, too
    for (QToolButton* button : buttons) {
        button->setFixedSize(kRowHeight, kRowHeight);
        m_tools->insertWidget(m_tools->indexOf(before) + 1, button);
        setTabOrder(before, button);
        before = button;
    }
    return m_header;
}

QWidget* makeLossView(RunSession& session, QWidget* parent)
{
    return new LossView(session, parent);
}

} // namespace isthmus
