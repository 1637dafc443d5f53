// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/RunDialog.h"

#include "core/runs/Presets.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <limits>

namespace isthmus {
namespace {

/// Shows as many digits as a number needs.
class ShortField : public DecimalField
{
public:
    using DecimalField::DecimalField;
    [[nodiscard]] QString textFromValue(double value) const override { return QString::number(value, 'g', 6); }
};

DecimalField* decimalField(const char* name, double least, double most, int decimals, QWidget* parent)
{
    auto* field = new ShortField(parent);
    field->setObjectName(name);
    field->setDecimals(decimals);
    field->setRange(least, most);
    field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    return field;
}

} // namespace

RunDialog::RunDialog(const QString& title, const RunSpec& run, QWidget* parent)
    : QDialog(parent)
    , m_first(run)
    , m_chosen(run)
    , m_model(new QComboBox(this))
    , m_beta(decimalField("beta", 0, 1e6, 4, this))
    , m_rate(decimalField("learning-rate", 1e-7, 10, 7, this))
    , m_seed(new WholeField(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setObjectName("run-dialog");
    setWindowTitle(title);
    m_model->setObjectName("model");
    m_model->addItem(QString::fromStdString(run.model.title), QString());
    for (const std::string& name : presetNames()) {
        const Preset preset = loadPreset(name);
        if (preset.model != run.model)
            m_model->addItem(QString::fromStdString(preset.model.title), QString::fromStdString(name));
    }
    m_beta->setToolTip(tr("Weight of the KL term, from 0 to 1,000,000"));
    m_rate->setToolTip(tr("How far one step goes, from 0.0000001 to 10"));
    m_seed->setObjectName("seed");
    m_seed->setRange(0, std::numeric_limits<int>::max());
    m_seed->setToolTip(tr("Runs that differ in nothing else differ by chance alone"));
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Open the run"));

    auto* form = new QFormLayout(this);
    form->setContentsMargins(20, 20, 20, 16);
    auto* about = new QLabel(tr("It begins at step 0 on %1, in a tab of its own, beside the runs that are open.")
                                 .arg(QString::fromStdString(run.data->title)),
        this);
    about->setWordWrap(true);
    about->setProperty("dim", true);
    form->addRow(about);
    form->addRow(tr("Model"), m_model);
    form->addRow(tr("β"), m_beta);
    form->addRow(tr("Learning rate"), m_rate);
    form->addRow(tr("Seed"), m_seed);
    form->addRow(m_buttons);
    connect(m_model, &QComboBox::currentIndexChanged, this, &RunDialog::takeModel);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_seed->setValue(static_cast<int>(std::min<std::uint64_t>(run.training.seed, std::numeric_limits<int>::max())));
    takeModel();
}

void RunDialog::takeModel()
{
    m_chosen = m_first;
    if (const QString name = m_model->currentData().toString(); !name.isEmpty()) {
        const Preset preset = loadPreset(name.toStdString());
        m_chosen.model = preset.model;
        m_chosen.training = preset.training;
        m_chosen.training.batchSize = m_first.training.batchSize;
        m_chosen.training.validation = m_first.training.validation; // the same images in both
    }
    m_beta->setEnabled(m_chosen.model.isVariational());
    m_beta->setValue(m_chosen.training.beta);
    m_rate->setValue(m_chosen.training.learningRate);
}

RunSpec RunDialog::run() const
{
    RunSpec run = m_chosen;
    if (run.model.isVariational())
        run.training.beta = m_beta->value();
    run.training.learningRate = m_rate->value();
    const auto seed = static_cast<std::uint64_t>(m_seed->value());
    if (seed != m_first.training.seed)
        run.training.seed = seed;
    return run;
}

} // namespace isthmus
