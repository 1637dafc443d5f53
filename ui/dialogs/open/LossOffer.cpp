// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/LossOffer.h"

#include "core/data/scaleNames.h"
#include "core/nn/Loss.h"
#include "core/train/unitRange.h"
#include "ui/widgets/SentenceLayout.h"
#include "ui/widgets/codeText.h"

#include <QLabel>
#include <QPushButton>

namespace isthmus {
namespace {

QPushButton* offerButton(QWidget* parent)
{
    auto* button = new QPushButton(parent);
    button->setFocusPolicy(Qt::TabFocus); // Enter opens after a click, too
    return button;
}

QString lossName(const std::string& loss)
{
    return QString::fromUtf8(lossType(loss).label).toLower();
}

} // namespace

LossOffer::LossOffer(QWidget* parent)
    : QWidget(parent)
    , m_sentence(new QLabel(this))
    , m_scalingButton(offerButton(this))
    , m_lossButton(offerButton(this))
{
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_scalingButton->setToolTip(tr("Set Values at the right, and read the data again at once"));
    m_lossButton->setToolTip(
        tr("The new run compares by squared differences, and its decoder gives any number, not only 0 to 1"));
    auto* column = new SentenceLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    for (QWidget* part : std::initializer_list<QWidget*>{m_sentence, m_scalingButton, m_lossButton})
        column->addWidget(part);
    connect(m_scalingButton, &QPushButton::clicked, this,
        [this] { emit scalingWanted(scaleNames()[static_cast<std::size_t>(*m_scale)].word); });
    connect(m_lossButton, &QPushButton::clicked, this, &LossOffer::chooseLoss);
    hide();
}

void LossOffer::setModel(const ModelSpec& model)
{
    m_model = model;
}

void LossOffer::showData(const Dataset& dataset, const NumberRange& scaled)
{
    m_scale = scaleForUnitRange(dataset);
    m_scaled = scaled;
    m_isRefused = m_model && refusedEnd(lossType(m_model->loss), scaled).has_value();
    setEnabled(true);
    show();
}

void LossOffer::forget()
{
    m_isRefused = m_takesSquaredError = false;
    hide();
}

QString LossOffer::sentence() const
{
    return isHidden() ? QString() : m_sentence->text();
}

void LossOffer::chooseLoss()
{
    m_takesSquaredError = !m_takesSquaredError;
    show();
    emit lossChosen();
}

void LossOffer::show()
{
    setVisible(m_isRefused);
    if (!m_isRefused)
        return;
    const QString own = lossName(m_model->loss);
    const QString model = QString::fromStdString(m_model->title);
    m_sentence->setText(m_takesSquaredError
            ? tr("The new run trains %1 with %2, in place of %3.").arg(model, lossName("mse"), own)
            : tr("%1 trains with %2, which takes numbers from 0 to 1; these are scaled to %3 to %4.")
                  .arg(model, own, valueText(m_scaled.minimum), valueText(m_scaled.maximum)));
    if (m_scale)
        m_scalingButton->setText(
            tr("Take \"%1\"").arg(QString::fromUtf8(scaleNames()[static_cast<std::size_t>(*m_scale)].title)));
    m_scalingButton->setVisible(m_scale.has_value());
    m_lossButton->setText(m_takesSquaredError ? tr("Keep %1").arg(own) : tr("Train with %1").arg(lossName("mse")));
}

} // namespace isthmus
