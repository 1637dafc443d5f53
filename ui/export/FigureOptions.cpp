// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/FigureOptions.h"

#include "ui/theme/tokens.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QSettings>

namespace isthmus {

namespace {
constexpr const char* kScale = "export/scale";
constexpr const char* kLight = "export/light";
constexpr int kUsualScale = 2;
} // namespace

FigureOptions::FigureOptions(QObject* parent)
    : QObject(parent)
    , m_scales(new QActionGroup(this))
    , m_light(new QAction(tr("&Light look, for print"), this))
{
    const int remembered = QSettings().value(kScale, kUsualScale).toInt();
    for (const int scale : {1, 2, 4}) {
        QAction* action = m_scales->addAction(tr("PNG and copies at %1x").arg(scale));
        action->setCheckable(true);
        action->setData(scale);
        action->setChecked(scale == remembered);
    }
    if (!m_scales->checkedAction())
        scaleOf(kUsualScale).setChecked(true);
    m_light->setCheckable(true);
    m_light->setChecked(QSettings().value(kLight, false).toBool());
    connect(m_scales, &QActionGroup::triggered, this,
        [](const QAction* action) { QSettings().setValue(kScale, action->data()); });
    connect(m_light, &QAction::toggled, this, [](bool on) { QSettings().setValue(kLight, on); });
}

void FigureOptions::fill(QMenu* menu) const
{
    menu->addActions(m_scales->actions());
    menu->addAction(m_light);
}

double FigureOptions::scale() const
{
    return m_scales->checkedAction()->data().toDouble();
}

const ThemeTokens& FigureOptions::look() const
{
    return m_light->isChecked() ? lightTokens() : Theme::of(this).tokens();
}

QAction& FigureOptions::scaleOf(int pixels) const
{
    for (QAction* action : m_scales->actions())
        if (action->data().toInt() == pixels)
            return *action;
    return *m_scales->actions().first();
}

} // namespace isthmus
