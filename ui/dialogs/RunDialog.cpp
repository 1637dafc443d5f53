// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/RunDialog.h"

#include "core/runs/Presets.h"
#include "ui/views/training/numberField.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <cmath>
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

constexpr double kMost = 1e6; // that a field takes of a knob without an end
constexpr int kDigits = 2; // more than the least number of the knob's slider has

DecimalField* makeField(const KnobType& type, QWidget* parent)
{
    auto* field = new ShortField(parent);
    const int decimals =
        kDigits - static_cast<int>(std::lround(std::log10(type.reach.isLogarithmic ? type.reach.least : 0.1)));
    field->setObjectName(type.name);
    field->setDecimals(decimals);
    field->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    field->setRange(type.beginsAboveMinimum ? type.minimum + std::pow(10.0, -decimals) : type.minimum,
        std::min(type.maximum, kMost));
    QString help = QString::fromUtf8(type.help);
    help[0] = help[0].toUpper();
    const auto limit = [](double number) { return QString::number(number, 'g', 7); };
    field->setToolTip(QObject::tr("%1, from %2 to %3").arg(help, limit(field->minimum()), limit(field->maximum())));
    return field;
}

/// The seed, or the largest number that the field takes.
int shownSeed(const TrainSpec& training)
{
    return static_cast<int>(std::min<std::uint64_t>(training.seed, std::numeric_limits<int>::max()));
}

} // namespace

RunDialog::RunDialog(const QString& title, const RunSpec& run, QWidget* parent)
    : QDialog(parent)
    , m_first(run)
    , m_chosen(run)
    , m_model(new QComboBox(this))
    , m_seed(new WholeField(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this))
{
    setObjectName("run-dialog");
    setWindowTitle(title);
    m_model->setObjectName("model");
    m_model->addItem(QString::fromStdString(run.model.title), QString());
    for (const std::string& name : presetNamesFor(run.data->shape)) {
        const Preset preset = loadPreset(name, run.data->shape);
        if (preset.model != run.model)
            m_model->addItem(QString::fromStdString(preset.model.title), QString::fromStdString(name));
    }
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
    addKnobs(*form);
    form->addRow(tr("Seed"), m_seed);
    form->addRow(m_buttons);
    connect(m_model, &QComboBox::currentIndexChanged, this, &RunDialog::takeModel);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_seed->setValue(shownSeed(run.training));
    takeModel();
}

void RunDialog::addKnobs(QFormLayout& form)
{
    for (const KnobType& type : knobTypes()) {
        if (type.number == nullptr)
            continue;
        m_knobs.push_back({type, makeField(type, this)});
        form.addRow(QString::fromUtf8(type.label), m_knobs.back().number);
    }
}

void RunDialog::takeModel()
{
    m_chosen = m_first;
    if (const QString name = m_model->currentData().toString(); !name.isEmpty()) {
        const Preset preset = loadPreset(name.toStdString(), m_first.data->shape);
        m_chosen.model = preset.model;
        m_chosen.training = preset.training;
        m_chosen.training.batchSize = m_first.training.batchSize;
        m_chosen.training.validation = m_first.training.validation; // the same images in both
    }
    for (const auto& [type, number] : m_knobs) {
        number->setEnabled(type.isOf(m_chosen.model));
        number->setValue(m_chosen.training.*type.number);
    }
}

RunSpec RunDialog::run() const
{
    RunSpec run = m_chosen;
    for (const auto& [type, number] : m_knobs)
        if (type.isOf(run.model))
            run.training.*type.number = numberOf(*number, run.training.*type.number);
    const bool isFirst = m_seed->value() == shownSeed(m_first.training);
    run.training.seed = isFirst ? m_first.training.seed : static_cast<std::uint64_t>(m_seed->value());
    return run;
}

} // namespace isthmus
