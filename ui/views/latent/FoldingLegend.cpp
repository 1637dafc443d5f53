// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/FoldingLegend.h"

#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/views/latent/LegendWidget.h"

#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kFoldButton = 28; // px
constexpr int kFoldGap = 2;
constexpr double kMostOfWidth = 0.24; // of the plane, before the legend folds by itself
constexpr double kMostOfArea = 0.16;

} // namespace

FoldingLegend::FoldingLegend(QWidget* parent)
    : QWidget(parent)
    , m_button(new QToolButton(this))
    , m_legend(new LegendWidget(this))
{
    m_button->setCheckable(true);
    m_button->setChecked(true);
    m_button->setFixedSize(kFoldButton, kFoldButton);
    m_button->setIconSize({14, 14});
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setCursor(Qt::ArrowCursor);
    m_button->setAccessibleName(tr("Legend"));
    m_button->setToolTip(tr("Legend: fold or unfold the names of the classes"));
    connect(m_button, &QToolButton::clicked, this, [this](bool open) {
        m_isChosen = true;
        setFolded(!open);
        emit folded();
    });
    connect(&Theme::of(this), &Theme::changed, this, &FoldingLegend::retheme);
    retheme();
}

bool FoldingLegend::isFolded() const
{
    return !m_button->isChecked();
}

int FoldingLegend::buttonSide() const
{
    return kFoldButton;
}

void FoldingLegend::setFolded(bool folded)
{
    m_button->setChecked(!folded);
    m_legend->setVisible(!folded && m_legend->count() > 0);
}

void FoldingLegend::fitInto(QSize plane, int listTop)
{
    const int top = std::max(kFoldButton + kFoldGap, listTop);
    setVisible(m_legend->count() > 0);
    m_legend->setMaximumHeight(std::max(plane.height() - top, 1));
    const QSize wanted = m_legend->sizeHint().boundedTo(m_legend->maximumSize());
    if (!m_isChosen) {
        const double area = double(wanted.width()) * wanted.height();
        setFolded(wanted.width() > kMostOfWidth * plane.width() || area > kMostOfArea * plane.width() * plane.height());
    } else {
        setFolded(isFolded());
    }
    const int width = isFolded() ? kFoldButton : std::max(wanted.width(), kFoldButton);
    m_button->move(width - kFoldButton, 0);
    m_legend->setGeometry(0, top, width, wanted.height());
    resize(width, isFolded() ? kFoldButton : top + wanted.height());
}

void FoldingLegend::draw(QPainter& painter, const ThemeTokens& look) const
{
    if (isFolded() || isHidden())
        return;
    painter.save();
    painter.translate(m_legend->pos());
    m_legend->draw(painter, look);
    painter.restore();
}

void FoldingLegend::retheme()
{
    m_button->setIcon(toggleIcon("legend", Theme::of(this).tokens()));
}

} // namespace isthmus
