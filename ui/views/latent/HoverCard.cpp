// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/latent/HoverCard.h"

#include "ui/samples/SampleWidget.h"
#include "ui/samples/Strips.h"
#include "ui/samples/kinds/sampleKinds.h"
#include "ui/theme/Theme.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {
constexpr int kPicture = 84; // px: three times an image of 28
constexpr int kNumbersEdge = 10; // px around a sample with its numbers, both sides together
constexpr int kOffset = 16;
constexpr int kWidestName = 160; // px of a file's name
} // namespace

HoverCard::HoverCard(QWidget* parent)
    : QWidget(parent)
    , m_picture(new SampleWidget(this))
    , m_text(new QLabel(this))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    m_picture->setFixedSize(kPicture, kPicture);
    m_text->setFont(Theme::of(this).small());
    m_text->setTextFormat(Qt::PlainText); // a file's name may look like markup
    m_text->setAlignment(Qt::AlignCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 6, 6, 5);
    column->setSpacing(4);
    column->addWidget(m_picture, 0, Qt::AlignHCenter);
    column->addWidget(m_text);
    hide();
}

void HoverCard::showSample(const std::shared_ptr<const Dataset>& dataset, Index sample, QPoint pixel)
{
    if (dataset != m_dataset.lock())
        setForm(*dataset);
    if (dataset != m_dataset.lock() || sample != m_sample) {
        setSample(*dataset, sample);
        m_dataset = dataset;
    }
    QPoint corner = pixel + QPoint(kOffset, kOffset);
    if (corner.x() + width() > parentWidget()->width())
        corner.setX(pixel.x() - kOffset - width());
    if (corner.y() + height() > parentWidget()->height())
        corner.setY(pixel.y() - kOffset - height());
    move(std::max(corner.x(), 0), std::max(corner.y(), 0));
    show();
    raise();
}

void HoverCard::setForm(const Dataset& dataset)
{
    m_form = sampleForm(dataset);
    m_picture->setFixedSize(hasNumbers(m_form.get())
            ? m_form->kind->size(*m_form, QFontMetrics(Theme::of(this).small())) + QSize(kNumbersEdge, kNumbersEdge)
            : QSize(kPicture, kPicture));
}

void HoverCard::setSample(const Dataset& dataset, Index sample)
{
    m_sample = sample;
    Batch image;
    dataset.gatherTargets(std::span(&sample, 1), image);
    std::vector<float> values(static_cast<std::size_t>(image.rows()));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = *image.row(static_cast<Index>(i));
    m_picture->setSample(m_form, values);
    QStringList lines{sampleNumber(dataset, sample)};
    if (const QString name = QString::fromStdString(dataset.className(sample)); !name.isEmpty())
        lines.prepend(name);
    if (const QString file = sampleFile(dataset, sample); !file.isEmpty())
        lines << m_text->fontMetrics().elidedText(file.section('/', -1), Qt::ElideMiddle, kWidestName);
    m_text->setText(lines.join('\n'));
    adjustSize();
}

void HoverCard::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeTokens& tokens = Theme::of(this).tokens();
    painter.setPen(QPen(tokens.line, 1));
    painter.setBrush(tokens.raised);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace isthmus
