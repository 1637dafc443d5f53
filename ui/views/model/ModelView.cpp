// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model/ModelView.h"

#include "core/base/Error.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/model/ModelEditor.h"
#include "ui/session/Session.h"
#include "ui/theme/Theme.h"
#include "ui/views/StartOverBar.h"
#include "ui/views/buildFault.h"
#include "ui/views/model/LayerBars.h"
#include "ui/widgets/LabelledRow.h"
#include "ui/widgets/ScrollPanel.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kMargin = 12; // px
constexpr int kWide = 148; // px, of a field with words
constexpr int kTitleRole = Qt::UserRole + 1; // a preset's title as it is without edits
constexpr int kNarrow = 80; // px, of a field with a number

QString costText(const Autoencoder& model)
{
    if (!model.hasEncoder()) // nothing to train
        return ModelView::tr("%1 parameters · %2\u00a0MFLOP\u2060/\u2060image to decode")
            .arg(QString::fromStdString(grouped(model.parameterCount())))
            .arg(model.forwardFlop() / 1e6, 0, 'f', 1);
    // Breaks between the two, not inside the unit.
    return ModelView::tr("%1 parameters · %2\u00a0MFLOP\u2060/\u2060image")
        .arg(QString::fromStdString(grouped(model.parameterCount())))
        .arg(model.trainingFlop() / 1e6, 0, 'f', 1);
}

/// The training of a run with its knobs where they stand now.
TrainSpec present(const Session& session)
{
    return withKnobs(session.run().training, session.knobs());
}

} // namespace

ModelView::ModelView(Session& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_editLayers(new QAction(tr("Edit &layers..."), this))
    , m_preset(new QComboBox(this))
    , m_bars(new LayerBars(this))
    , m_cost(new QLabel(this))
    , m_latent(new QSpinBox(this))
    , m_hidden(new QLineEdit(this))
    , m_loss(new QComboBox(this))
    , m_startOver(new StartOverBar(session, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 0, 12, 8);
    column->setSpacing(4);
    m_editLayers->setShortcut(QKeySequence("Ctrl+E"));
    connect(m_editLayers, &QAction::triggered, this, &ModelView::openEditor);
    makeForm(column);
    connect(m_preset, &QComboBox::activated, this, &ModelView::choosePreset);
    connect(m_latent, &QSpinBox::valueChanged, this, &ModelView::review);
    connect(m_hidden, &QLineEdit::textChanged, this, &ModelView::review);
    connect(m_loss, &QComboBox::currentIndexChanged, this, &ModelView::review);
    connect(m_startOver, &StartOverBar::applied, this, &ModelView::apply);
    connect(&m_session, &Session::runChanged, this, &ModelView::showRun);
    showRun();
}

void ModelView::makeForm(QVBoxLayout* column)
{
    for (const std::string& name : presetNames()) {
        const QString title = QString::fromStdString(loadPreset(name).model.title);
        m_preset->addItem(title, QString::fromStdString(name));
        m_preset->setItemData(m_preset->count() - 1, title, kTitleRole);
    }
    m_preset->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_preset->setMinimumContentsLength(12);
    for (const LossType& type : lossTypes())
        m_loss->addItem(QString::fromUtf8(type.name).toUpper(), QString::fromUtf8(type.name));
    for (int i = 0; i < m_loss->count(); ++i)
        m_loss->setItemData(i, QString::fromUtf8(lossTypes()[static_cast<std::size_t>(i)].label), Qt::ToolTipRole);
    m_latent->setRange(1, 4096);
    m_latent->setKeyboardTracking(true);
    for (QWidget* field : std::initializer_list<QWidget*>{m_preset, m_hidden, m_loss})
        field->setFixedWidth(kWide);
    m_latent->setFixedWidth(kNarrow);
    m_hidden->setObjectName("hidden");
    m_hidden->setToolTip(tr("Units of the encoder's inner layers; the decoder mirrors them. Empty: none"));
    m_cost->setProperty("dim", true);
    m_cost->setWordWrap(true);
    m_cost->setToolTip(tr("Cost of one training step divided by its images"));

    column->addWidget(new LabelledRow(tr("Preset"), m_preset, this));
    column->addWidget(m_bars);
    column->addWidget(m_cost);
    column->addSpacing(4);
    makeEditButton(column);
    column->addSpacing(4);
    column->addWidget(new LabelledRow(tr("Latent size"), m_latent, this));
    column->addWidget(new LabelledRow(tr("Hidden units"), m_hidden, this));
    column->addWidget(new LabelledRow(tr("Loss"), m_loss, this));
    column->addWidget(m_startOver);
    column->addStretch(1);
}

void ModelView::makeEditButton(QVBoxLayout* column)
{
    auto* button = new QPushButton(tr("Edit layers..."), this);
    button->setToolTip(tr("Add, remove, reorder and resize the layers (Ctrl+E)"));
    connect(button, &QPushButton::clicked, m_editLayers, &QAction::trigger);
    connect(m_editLayers, &QAction::changed, button, [this, button] { button->setEnabled(m_editLayers->isEnabled()); });
    column->addWidget(button);
}

void ModelView::showRun()
{
    const bool hasRun = m_session.hasRun();
    m_editLayers->setEnabled(m_session.canTrain());
    setEnabled(hasRun);
    m_bars->setVisible(hasRun);
    if (!hasRun) {
        m_cost->setText(tr("A model needs data first"));
        return;
    }
    m_presetChosen = false;
    m_base = {m_session.run().model, m_session.run().training};
    m_preset->setCurrentIndex(m_preset->findData(QString::fromStdString(m_base.model.name)));
    showEdit(m_base.model);
    showPresetTitle(m_base.model);
    m_bars->setBars(layerBars(*m_session.model()));
    m_cost->setText(costText(*m_session.model()));
    m_startOver->setPending(false);
}

void ModelView::showEdit(const ModelSpec& spec)
{
    const QSignalBlocker latent(m_latent);
    const QSignalBlocker hidden(m_hidden);
    const QSignalBlocker loss(m_loss);
    const ModelEdit edit = editOf(spec);
    m_latent->setValue(edit.latentDim);
    m_isChain = isDenseChain(spec);
    const bool canChange = m_session.canTrain(); // another model begins with training
    m_preset->setEnabled(canChange);
    m_loss->setEnabled(canChange);
    m_latent->setEnabled(canChange && edit.latentDim > 0 && (m_isChain || spec.isVariational()));
    m_hidden->setEnabled(canChange && m_isChain);
    m_hidden->setText(m_isChain ? hiddenText(edit.hidden) : QString());
    m_hidden->setPlaceholderText(m_isChain ? QString() : tr("in the layers"));
    m_loss->setCurrentIndex(m_loss->findData(QString::fromStdString(edit.loss)));
}

void ModelView::choosePreset()
{
    const std::string name = m_preset->currentData().toString().toStdString();
    m_base = loadPreset(name);
    m_presetChosen = m_base.model != m_session.run().model;
    showEdit(m_base.model);
    review();
}

void ModelView::showPresetTitle(const ModelSpec& spec)
{
    for (int i = 0; i < m_preset->count(); ++i) {
        const QString title = m_preset->itemData(i, kTitleRole).toString();
        m_preset->setItemText(i, i == m_preset->currentIndex() ? QString::fromStdString(spec.title) : title);
    }
}

ModelSpec ModelView::edited() const
{
    return titled(withEdit(m_base.model, edit()));
}

ModelSpec ModelView::titled(ModelSpec spec) const
{
    if (spec == m_base.model || spec.name != m_base.model.name)
        return spec;
    const std::vector<std::string>& names = presetNames();
    if (std::find(names.begin(), names.end(), spec.name) != names.end()) {
        const ModelSpec preset = loadPreset(spec.name).model;
        spec.title = preset.title;
        if (spec == preset)
            return spec;
    }
    const std::string mark = tr(" (edited)").toStdString();
    if (!QString::fromStdString(spec.title).endsWith(QString::fromStdString(mark)))
        spec.title += mark;
    return spec;
}

ModelEdit ModelView::edit() const
{
    ModelEdit edit = editOf(m_base.model);
    if (edit.latentDim > 0)
        edit.latentDim = m_latent->value();
    const std::optional<std::vector<int>> hidden = m_isChain ? parseHidden(m_hidden->text()) : edit.hidden;
    if (!hidden)
        throw Error(tr("hidden units: expected whole numbers from 1 with commas between them, found \"%1\"")
                        .arg(m_hidden->text())
                        .toStdString());
    edit.hidden = *hidden;
    edit.loss = m_loss->currentData().toString().toStdString();
    return edit;
}

TrainSpec ModelView::training() const
{
    if (!m_presetChosen)
        return present(m_session);
    TrainSpec training = m_base.training;
    training.seed = m_session.run().training.seed;
    training.validation = m_session.run().training.validation;
    return training;
}

void ModelView::review()
{
    if (!m_session.hasRun())
        return;
    try {
        const Autoencoder built(edited(), m_session.data()->shape);
        const bool isRun = built.spec() == m_session.run().model;
        m_bars->setBars(layerBars(built));
        m_cost->setText(costText(built));
        showPresetTitle(built.spec());
        m_startOver->setPending(!isRun);
    } catch (const std::exception& exception) {
        m_startOver->complain(buildFault(exception));
    }
}

void ModelView::apply()
{
    try {
        m_startOver->startOver(edited(), training());
    } catch (const std::exception& exception) {
        m_startOver->complain(buildFault(exception));
    }
}

void ModelView::openEditor()
{
    ModelSpec spec = m_base.model;
    try {
        spec = edited();
    } catch (const Error&) { // the form says why; the layers are those before it
    }
    auto* editor = new ModelEditor(spec, m_session.data()->shape, training(), window());
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &ModelEditor::applied, this, [this, editor] { askAndApply(editor); });
    connect(&m_session, &Session::runChanged, editor, &QDialog::reject); // it was of another run
    editor->open();
}

void ModelView::askAndApply(ModelEditor* editor)
{
    if (m_session.hasTrainingToLose())
        askToStartOver(editor, tr("Start a new run?"), tr("This starts a new run."), m_session.status().epoch,
            [this, editor] { applyEditor(editor); });
    else
        applyEditor(editor);
}

void ModelView::applyEditor(ModelEditor* editor)
{
    try {
        m_session.changeModel(titled(editor->spec()), training());
    } catch (const std::exception& exception) {
        editor->showFault(buildFault(exception));
    }
}

QSize ModelView::figureSize() const
{
    return m_session.hasRun() ? QSize(m_bars->fullWidth() + 2 * kMargin, m_bars->sizeHint().height() + 2 * kMargin)
                              : QSize();
}

void ModelView::drawFigure(QPaintDevice& device, const ThemeTokens& look)
{
    QPainter painter(&device);
    painter.fillRect(QRect({}, figureSize()), look.panel);
    painter.translate(kMargin, kMargin);
    m_bars->draw(painter, m_bars->fullWidth(), look);
}

QWidget* makeModelView(Session& session, QWidget* parent)
{
    auto* view = new ModelView(session);
    auto* panel = new ScrollPanel(view, parent);
    panel->addAction(view->editLayers()); // for the window's menu
    return panel;
}

} // namespace isthmus
