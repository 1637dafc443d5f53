// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/CodeRow.h"

#include "ui/dialogs/model/FieldSpin.h"

#include <QComboBox>
#include <QLabel>

namespace isthmus {
namespace {

constexpr int kFirstLatent = 2; // dimensions of a bottleneck that was plain
constexpr int kIndent = 24; // where the types of layers begin
constexpr int kKindWidth = 232;

const LayerField kLatent{"latent", "Latent size", kFirstLatent, 1, kLargestCode, true, "dimensions of the code"};

} // namespace

CodeRow::CodeRow(QWidget* parent)
    : EditorRow(parent)
    , m_kind(new QComboBox(this))
    , m_label(new QLabel(QString::fromUtf8(kLatent.label), this))
    , m_latent(new FieldSpin(kLatent, this))
{
    auto* indent = new QWidget(this);
    indent->setFixedWidth(kIndent);
    m_kind->addItem(tr("Plain: what the encoder makes"), int(Bottleneck::Plain));
    m_kind->addItem(QString::fromUtf8("Gaussian: drawn from μ, log σ²"), int(Bottleneck::Gaussian));
    m_kind->setFixedWidth(kKindWidth);
    m_kind->setAccessibleName(tr("Bottleneck"));
    m_kind->setToolTip(tr("Whether the code is a point, or is drawn from a cloud as in a VAE"));
    m_label->setProperty("dim", true);
    m_label->setFixedHeight(m_kind->sizeHint().height());
    for (QWidget* control : {indent, static_cast<QWidget*>(m_kind), m_label, static_cast<QWidget*>(m_latent)})
        addControl(control);
    connect(m_kind, &QComboBox::activated, this, &CodeRow::choose);
    connect(m_latent, &QDoubleSpinBox::valueChanged, this, &CodeRow::choose);
}

void CodeRow::display(const ModelSpec& spec)
{
    m_kind->setCurrentIndex(m_kind->findData(int(spec.bottleneck)));
    if (spec.isVariational())
        m_latent->display(spec.latentDim);
    m_label->setVisible(spec.isVariational());
    m_latent->setVisible(spec.isVariational());
}

void CodeRow::choose()
{
    emit chosen(static_cast<Bottleneck>(m_kind->currentData().toInt()), static_cast<int>(m_latent->value()));
}

} // namespace isthmus
