// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/model/ModelView.h"

#include "core/base/Error.h"
#include "core/models/trainedCount.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/model/ModelEditor.h"
#include "ui/dialogs/model/figures.h"
#include "ui/session/PendingRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/StartOverBar.h"
#include "ui/views/applyPending.h"
#include "ui/views/buildFault.h"
#include "ui/views/model/LayerBars.h"
#include "ui/views/model/UnitsField.h"
#include "ui/views/model/presetList.h"
#include "ui/views/sessionWords.h"
#include "ui/widgets/ChoiceBox.h"
#include "ui/widgets/LabelledRow.h"
#include "ui/widgets/ScrollPanel.h"
#include "ui/widgets/modelTitle.h"
#include "ui/widgets/sampleWords.h"
#include "ui/widgets/tabOrder.h"

#include <QAction>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace isthmus {

namespace {

constexpr int kMargin = 12; // px
constexpr int kMostLatent = 4096; // but for a model that has more
constexpr int kWide = 148; // px, of a field with words
constexpr int kNarrow = 80; // px, of a field with a number

/// It breaks between the two, not inside the unit.
QString costText(const Autoencoder& model)
{
    const bool trains = model.hasEncoder();
    const QString cost = flopText(trains ? model.trainingFlop() : model.forwardFlop()).replace(' ', QChar(0x00a0));
    return (trains ? ModelView::tr("%1 parameters\u00a0· %2\u2060/\u2060%3")
                   : ModelView::tr("%1 parameters\u00a0· %2\u2060/\u2060%3 to decode"))
        .arg(countFigure(trainedCount(model.parameters())), cost, sampleName(model.inputShape()));
}

/// "784 (7 × 7 × 16)" of a map; "32" of a vector.
QString sizeText(const Shape& code)
{
    const QString size = code.size() > 0 ? QString::fromStdString(grouped(code.size())) : QString::fromUtf8("–");
    if (code.isVector())
        return size;
    return QString("%1 (%2)").arg(size, QString::fromStdString(code.text()).replace(" x ", QString::fromUtf8(" × ")));
}

} // namespace

ModelView::ModelView(RunSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_editLayers(new QAction(tr("Edit &layers..."), this))
    , m_preset(new ChoiceBox(this))
    , m_bars(new LayerBars(this))
    , m_cost(new QLabel(this))
    , m_pendingCost(new QLabel(this))
    , m_latent(new WholeField(this))
    , m_hidden(new UnitsField(this))
    , m_loss(new QComboBox(this))
    , m_presetRow(new LabelledRow(tr("Preset"), m_preset, this))
    , m_latentRow(new LabelledRow(tr("Latent size"), m_latent, this))
    , m_hiddenRow(new LabelledRow(tr("Hidden units"), m_hidden, this))
    , m_lossRow(new LabelledRow(tr("Loss"), m_loss, this))
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
    for (const FieldFault* fault : {&m_latent->fault(), &m_hidden->fault()})
        connect(fault, &FieldFault::changed, this, &ModelView::review);
    connect(&m_session.pending(), &PendingRun::changed, this, &ModelView::showPending);
    connect(&m_session.pending(), &PendingRun::takenBack, this, &ModelView::showRun);
    connect(&m_session, &RunSession::runChanged, this, &ModelView::showRun);
    connect(&m_session, &RunSession::awaitedChanged, this, &ModelView::showRun);
    showRun();
}

void ModelView::makeForm(QVBoxLayout* column)
{
    listPresets({}, *m_preset);
    for (const LossType& type : lossTypes())
        m_loss->addItem(QString::fromUtf8(type.name).toUpper(), QString::fromUtf8(type.name));
    for (int i = 0; i < m_loss->count(); ++i)
        m_loss->setItemData(i, QString::fromUtf8(lossTypes()[static_cast<std::size_t>(i)].label), Qt::ToolTipRole);
    for (QWidget* field : std::initializer_list<QWidget*>{m_hidden, m_loss})
        field->setFixedWidth(kWide);
    m_hidden->setObjectName("hidden");
    m_hidden->setToolTip(
        tr("Units of the encoder's inner layers, such as 512, 256; the decoder mirrors them. Empty: none. Others "
           "start a new run"));
    m_preset->setToolTip(
        tr("A model that comes with the program, and how it is trained. Another one starts a new run"));
    m_cost->setProperty("dim", true);
    m_cost->setWordWrap(true);
    m_pendingCost->setWordWrap(true);
    m_pendingCost->hide();
    m_pendingCost->setObjectName("note");
    m_pendingCost->setToolTip(tr("Of the model that was chosen, and trains once it is applied"));
    addRows(column);
    tabDown(*column);
}

void ModelView::nameSamples()
{
    m_latent->setToolTip(
        tr("Numbers in the code of one %1: 1 to 4,096. Another size starts a new run").arg(sampleName(m_session)));
    m_loss->setToolTip(tr("How output and %1 are compared. Another loss starts a new run").arg(sampleName(m_session)));
    m_cost->setToolTip(
        tr("Parameters that are trained (running statistics of a batch norm are not counted), and the cost "
           "of one training step divided by its %1")
            .arg(samplesName(m_session)));
}

void ModelView::addRows(QVBoxLayout* column)
{
    column->addWidget(m_presetRow);
    column->addWidget(m_bars);
    column->addWidget(m_cost);
    column->addSpacing(4);
    makeEditButton(column);
    column->addSpacing(4);
    for (LabelledRow* row : {m_latentRow, m_hiddenRow, m_lossRow})
        column->addWidget(row);
    column->addWidget(m_pendingCost); // below the fields, which keep their places
    column->addWidget(m_startOver);
    column->addStretch(1);
}

void ModelView::makeEditButton(QVBoxLayout* column)
{
    auto* button = new QPushButton(tr("Edit layers..."), this);
    button->setFocusPolicy(Qt::TabFocus); // a click leaves Space to play and pause
    button->setToolTip(tr("Add, remove, reorder and resize the layers (Ctrl+E)"));
    connect(button, &QPushButton::clicked, m_editLayers, &QAction::trigger);
    connect(m_editLayers, &QAction::changed, button, [this, button] { button->setEnabled(m_editLayers->isEnabled()); });
    column->addWidget(button);
}

void ModelView::showRun()
{
    const bool hasRun = m_session.hasRun();
    nameSamples();
    m_editLayers->setEnabled(m_session.canTrain());
    setEnabled(hasRun);
    m_bars->setVisible(hasRun);
    if (!hasRun) {
        showNoModel();
        m_cost->setText(m_session.awaited().isEmpty() ? tr("A model needs data first") : m_session.awaited());
        return;
    }
    m_presetChosen = false;
    m_base = {m_session.run().model, m_session.run().training};
    listPresets(m_session.data()->shape, *m_preset);
    m_preset->setCurrentIndex(m_preset->findData(QString::fromStdString(m_base.model.name)));
    showEdit(m_base.model);
    showLatent(editOf(m_base.model), m_session.model()->codeShape());
    showPresetTitle(m_base.model);
    m_bars->setBars(layerBars(*m_session.model()));
    showCost();
    m_session.pending().chooseModel(m_base.model); // nothing
}

void ModelView::showCost()
{
    const bool waits = m_session.pending().hasModel(); // the text is no longer then: the fields keep their places
    const Autoencoder& model = *m_session.model();
    m_cost->setText(
        waits ? tr("Trains now: %1 parameters").arg(countFigure(trainedCount(model.parameters()))) : costText(model));
    m_bars->setFaint(waits);
    m_bars->setToolTip(
        waits ? tr("The model that trains now; what was chosen takes its place once it is applied") : QString());
}

void ModelView::showNoModel()
{
    const QSignalBlocker latent(m_latent);
    const QSignalBlocker loss(m_loss);
    m_preset->setCurrentIndex(-1);
    m_loss->setCurrentIndex(-1);
    m_latent->setRange(0, 0);
    m_latent->setSpecialValueText(" ");
}

void ModelView::showEdit(const ModelSpec& spec)
{
    const QSignalBlocker hidden(m_hidden);
    const QSignalBlocker loss(m_loss);
    const ModelEdit edit = editOf(spec);
    m_isChain = isDenseChain(spec);
    const bool canChange = m_session.canTrain(); // another model begins with training
    m_preset->setEnabled(canChange);
    m_loss->setEnabled(canChange);
    m_latent->setEnabled(canChange && edit.latentDim > 0 && (m_isChain || spec.isVariational()));
    showLatent(edit, Shape::vector(edit.latentDim));
    m_hidden->setEnabled(canChange && m_isChain);
    if (m_isChain)
        m_hidden->display(edit.hidden);
    else
        m_hidden->displayWords(tr("in the layers"));
    m_loss->setCurrentIndex(m_loss->findData(QString::fromStdString(edit.loss)));
}

void ModelView::showLatent(const ModelEdit& edit, const Shape& code)
{
    const QSignalBlocker silent(m_latent);
    if (m_latent->isEnabled()) {
        m_latent->setSpecialValueText({});
        m_latent->setRange(1, std::max(kMostLatent, edit.latentDim));
        m_latent->display(edit.latentDim);
    } else { // a size that the layers make: nothing to edit, and it may be a map's
        m_latent->setRange(0, 0);
        m_latent->setSpecialValueText(sizeText(code));
        m_latent->display(0);
    }
    m_latent->setButtonSymbols(m_latent->isEnabled() ? QSpinBox::UpDownArrows : QSpinBox::NoButtons);
    m_latent->setFixedWidth(m_latent->isEnabled() ? kNarrow : kWide);
}

void ModelView::choosePreset()
{
    const std::string name = m_preset->currentData().toString().toStdString();
    m_base = loadPreset(name, m_session.data()->shape);
    m_presetChosen = m_base.model != m_session.run().model;
    showEdit(m_base.model);
    review();
}

void ModelView::showPresetTitle(const ModelSpec& spec)
{
    m_preset->setClosedText(QString::fromStdString(spec.title));
}

ModelSpec ModelView::edited() const
{
    return titled(withEdit(m_base.model, edit()));
}

ModelSpec ModelView::titled(ModelSpec spec) const
{
    if (spec == m_base.model || spec.name != m_base.model.name)
        return spec;
    return withTrueTitle(std::move(spec), m_session.data()->shape);
}

ModelEdit ModelView::edit() const
{
    ModelEdit edit = editOf(m_base.model);
    if (m_latent->isEnabled())
        edit.latentDim = m_latent->value();
    const std::optional<std::vector<int>> hidden = m_isChain ? m_hidden->units() : edit.hidden;
    if (!hidden)
        throw Error(tr("hidden units: expected whole numbers from 1 with commas between them, found \"%1\"")
                        .arg(m_hidden->text())
                        .toStdString());
    edit.hidden = *hidden;
    edit.loss = m_loss->currentData().toString().toStdString();
    return edit;
}

void ModelView::review()
{
    if (!m_session.hasRun())
        return;
    try {
        choose();
        if (FieldFault::firstFieldBelow(*this))
            m_session.pending().setModelFault(tr("Put the marked field right, or press Esc in it"));
    } catch (const std::exception& exception) {
        const bool isMarked = FieldFault::firstFieldBelow(*this); // its note says why
        m_session.pending().refuseModel(
            isMarked ? tr("Put the marked field right, or press Esc in it") : buildFault(exception));
    }
}

void ModelView::choose()
{
    const Autoencoder built(edited(), m_session.data()->shape);
    if (!m_latent->isEnabled())
        showLatent(edit(), built.codeShape());
    m_pendingCost->setText(tr("Drawn above is \"%1\", which trains until then. Once applied: %2")
                               .arg(QString::fromStdString(m_session.run().model.title), costText(built)));
    showPresetTitle(built.spec());
    m_session.pending().chooseModel(
        built.spec(), m_presetChosen ? std::optional(m_base.training) : std::optional<TrainSpec>());
}

void ModelView::showPending()
{
    if (!m_session.hasRun())
        return;
    const PendingRun& pending = m_session.pending();
    const ModelEdit ofRun = editOf(m_session.run().model);
    const QString loss = m_loss->currentData().toString();
    m_pendingCost->setVisible(pending.hasModel());
    showCost();
    m_presetRow->setPending((pending.hasModel() || pending.isModelRefused()) && m_presetChosen);
    m_latentRow->setPending(pending.hasModel() && m_latent->isEnabled() && m_latent->value() != ofRun.latentDim);
    m_hiddenRow->setPending(pending.hasModel() && m_isChain && m_hidden->units() != ofRun.hidden);
    m_lossRow->setPending(pending.hasModel() && loss.toStdString() != ofRun.loss);
    m_startOver->display(pending.hasModel(), pending.modelFault());
}

void ModelView::keyPressEvent(QKeyEvent* event)
{
    if (!takePendingKey(*event, m_session, window()))
        QWidget::keyPressEvent(event);
}

void ModelView::openEditor()
{
    ModelSpec spec = m_base.model;
    try {
        spec = edited();
    } catch (const Error&) { // the form says why; the layers are those before it
    }
    auto* editor = new ModelEditor(spec, m_session.data()->shape, m_session.pending().training(), window());
    editor->setPresent(m_session.run().model);
    editor->setAttribute(Qt::WA_DeleteOnClose);
    connect(editor, &ModelEditor::applied, this, [this, editor] { askAndApply(editor); });
    connect(&m_session, &RunSession::runChanged, editor, &ModelEditor::discard); // it was of another run
    editor->open();
}

void ModelView::askAndApply(ModelEditor* editor)
{
    if (m_session.hasTrainingToLose())
        emit m_session.leavingWanted(tr("Save the run before starting a new one?"),
            [this, open = QPointer<ModelEditor>(editor), wasTraining = m_session.isTraining()] {
                if (open)
                    applyEditor(open);
                if (wasTraining) // the save has paused it
                    m_session.play();
            });
    else
        applyEditor(editor);
}

void ModelView::applyEditor(ModelEditor* editor)
{
    PendingRun& pending = m_session.pending();
    try {
        pending.chooseModel(
            titled(editor->spec()), m_presetChosen ? std::optional(m_base.training) : std::optional<TrainSpec>());
        pending.apply();
    } catch (const std::exception& exception) {
        review(); // what the form says waits again
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

QWidget* makeModelView(RunSession& session, QWidget* parent)
{
    auto* view = new ModelView(session);
    auto* panel = new ScrollPanel(view, parent);
    panel->setFooter(&view->startOver());
    panel->addAction(view->editLayers()); // for the window's menu
    return panel;
}

} // namespace isthmus
