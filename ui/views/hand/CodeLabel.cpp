// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/CodeLabel.h"

#include "ui/widgets/NumberLabel.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

namespace isthmus {

namespace {

QString number(float value)
{
    return QString::number(static_cast<double>(value), 'f', 2).replace('-', QString::fromUtf8("−"));
}

QString dimensionName(int dimension)
{
    static const QString digits = QString::fromUtf8("₀₁₂₃₄₅₆₇₈₉");
    QString name = "z";
    for (const QChar digit : QString::number(dimension + 1))
        name += digits[digit.digitValue()];
    return name;
}

QString listOf(const std::vector<float>& code)
{
    constexpr std::size_t kMost = 64;
    QString list;
    for (std::size_t i = 0; i < std::min(code.size(), kMost); ++i)
        list += QString("%1 %2%3").arg(dimensionName(static_cast<int>(i)), number(code[i]), i % 4 == 3 ? "\n" : "   ");
    return list.trimmed();
}

} // namespace

CodeLabel::CodeLabel(QWidget* parent)
    : QWidget(parent)
    , m_nameX(new QLabel(this))
    , m_nameY(new QLabel(this))
    , m_x(new NumberLabel(QString::fromUtf8("−88.88"), this))
    , m_y(new NumberLabel(QString::fromUtf8("−88.88"), this))
    , m_others(new QLabel(this))
{
    for (QLabel* label : {m_nameX, m_nameY, m_others})
        label->setProperty("dim", true);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_nameX, 0, 0);
    grid->addWidget(m_x, 0, 1);
    grid->addWidget(m_nameY, 1, 0);
    grid->addWidget(m_y, 1, 1);
    grid->addWidget(m_others, 2, 0, 1, 3);
    grid->setColumnStretch(2, 1);
    setCode({}, 0, 1);
}

void CodeLabel::setCode(const std::vector<float>& code, int dimX, int dimY)
{
    const auto count = static_cast<int>(code.size());
    const auto at = [&](int dimension) {
        return dimension < count ? number(code[static_cast<std::size_t>(dimension)]) : QString::fromUtf8("–");
    };
    const bool isPlane = dimX != dimY;
    m_nameX->setText(dimensionName(dimX));
    m_nameY->setText(dimensionName(dimY));
    m_x->setText(at(dimX));
    m_y->setText(at(dimY));
    m_nameY->setVisible(isPlane);
    m_y->setVisible(isPlane);
    m_others->setVisible(count > 2);
    if (count > 2)
        m_others->setText(tr("and %1 more").arg(count - 2));
    m_others->setToolTip(listOf(code));
}

QString CodeLabel::caption() const
{
    const QString first = m_nameX->text() + ' ' + m_x->text();
    return m_y->isHidden() ? first : first + "   " + m_nameY->text() + ' ' + m_y->text();
}

QString CodeLabel::text() const
{
    return m_x->text() + ' ' + m_y->text();
}

} // namespace isthmus
