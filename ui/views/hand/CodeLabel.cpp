// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/hand/CodeLabel.h"

#include "ui/widgets/NumberLabel.h"
#include "ui/widgets/codeText.h"

#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>

namespace isthmus {

namespace {

/// Says how many numbers a code has beside the two of the plane, the longest way first.
QStringList restOf(Shape shape)
{
    if (!shape.isVector()) {
        const QString form = QString::fromStdString(shape.text()).replace(" x ", QString::fromUtf8(" × "));
        return {CodeLabel::tr("of %1 numbers (%2)").arg(shape.size()).arg(form),
            CodeLabel::tr("of %1 numbers").arg(shape.size()), CodeLabel::tr("of %1").arg(shape.size())};
    }
    return {shape.size() > 2 ? CodeLabel::tr("and %1 more").arg(shape.size() - 2) : QString()};
}

QString listOf(const std::vector<float>& code, int decimals)
{
    constexpr std::size_t kMost = 64;
    QString list;
    for (std::size_t i = 0; i < std::min(code.size(), kMost); ++i)
        list += QString("%1 %2%3").arg(
            dimensionName(static_cast<int>(i)), signedNumber(double(code[i]), decimals), i % 4 == 3 ? "\n" : "   ");
    list = list.trimmed();
    return code.size() > kMost ? CodeLabel::tr("The first %1 of %2 numbers:\n%3").arg(kMost).arg(code.size()).arg(list)
                               : list;
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
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(6);
    for (QWidget* part : std::initializer_list<QWidget*>{m_nameX, m_x, m_nameY, m_y, m_others})
        line->addWidget(part);
    line->addStretch(1);
    setCode({}, Shape::vector(2), 0, 1);
}

void CodeLabel::setCode(const std::vector<float>& code, Shape shape, int dimX, int dimY, double span)
{
    const int decimals = codeDecimals(span);
    const auto count = static_cast<int>(code.size());
    const auto at = [&](int dimension) {
        return dimension < count ? signedNumber(double(code[static_cast<std::size_t>(dimension)]), decimals)
                                 : QString::fromUtf8("–");
    };
    const bool isPlane = dimX != dimY;
    m_nameX->setText(dimensionName(dimX));
    m_nameY->setText(dimensionName(dimY));
    m_x->setText(at(dimX));
    m_y->setText(at(dimY));
    m_nameY->setVisible(isPlane);
    m_y->setVisible(isPlane);
    m_rest = restOf(shape);
    fitRest();
    m_others->setToolTip(listOf(code, decimals));
}

void CodeLabel::fitRest()
{
    int room = width();
    for (const QWidget* part : std::initializer_list<const QWidget*>{m_nameX, m_x, m_nameY, m_y})
        room -= part->isHidden() ? 0 : part->sizeHint().width() + layout()->spacing();
    const auto fits = [&](const QString& text) { return m_others->fontMetrics().horizontalAdvance(text) <= room; };
    const auto found = std::find_if(m_rest.begin(), m_rest.end(), fits);
    m_others->setText(found == m_rest.end() ? m_rest.last() : *found);
}

void CodeLabel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitRest();
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
