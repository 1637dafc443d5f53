// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/ModelEditor.h"

#include "core/base/Error.h"
#include "core/base/Memory.h"
#include "core/models/ModelOutline.h"
#include "core/models/mirror.h"
#include "core/nn/Initialiser.h"
#include "core/nn/Loss.h"
#include "core/runs/Presets.h"
#include "core/train/TrainingMemory.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/model/LayerTable.h"
#include "ui/dialogs/model/ModelTotals.h"
#include "ui/theme/Theme.h"
#include "ui/theme/icons.h"
#include "ui/widgets/FieldFault.h"
#include "ui/widgets/LabelledRow.h"

#include <QAction>
#include <QComboBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace isthmus {
namespace {

constexpr QSize kSize{1120, 780};
constexpr int kFrame = 16;
constexpr int kChoiceWidth = 104;

QWidget* hairline(QWidget* parent)
{
    auto* line = new QWidget(parent);
    line->setObjectName("hairline");
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    return line;
}

/// "decoder, layer 7: expected 72 outputs, ..."; a part without layers has no number.
QString faultText(const ModelFault& fault, const ModelSpec& spec)
{
    const QString sentence = QString::fromStdString(fault.sentence);
    if (fault.place.part == ModelPart::Bottleneck)
        return ModelEditor::tr("code: %1").arg(sentence);
    const QString part =
        fault.place.part == ModelPart::Encoder ? ModelEditor::tr("encoder") : ModelEditor::tr("decoder");
    if (layersOf(spec, fault.place.part).empty())
        return part + ": " + sentence;
    return ModelEditor::tr("%1, layer %2: %3").arg(part, QString::number(fault.place.entry), sentence);
}

QPushButton* plainButton(const QString& text, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false); // Enter ends the typing of a number, and must not start a run
    return button;
}

} // namespace

ModelEditor::ModelEditor(const ModelSpec& spec, Shape image, TrainSpec training, QWidget* parent)
    : QDialog(parent)
    , m_draft(spec)
    , m_kept(spec)
    , m_data(image)
    , m_training(std::move(training))
    , m_table(new LayerTable(m_draft, this))
    , m_initialiser(new QComboBox(this))
    , m_loss(new QComboBox(this))
    , m_totals(new ModelTotals(this))
    , m_fault(new QLabel(this))
    , m_apply(plainButton(tr("Apply"), this))
{
    setWindowTitle(tr("Edit layers"));
    setObjectName("model-editor");
    makeActions();
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_table);
    m_table->setAutoFillBackground(false);
    scroll->viewport()->setAutoFillBackground(false);
    m_fault->setWordWrap(true);
    m_fault->setTextFormat(Qt::PlainText);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kFrame, kFrame, kFrame, kFrame);
    column->setSpacing(8);
    column->addLayout(makeTools());
    column->addWidget(hairline(this));
    column->addWidget(scroll, 1);
    column->addWidget(hairline(this));
    column->addWidget(m_fault);
    column->addLayout(makeFooter());
    connect(m_table, &LayerTable::edited, this, &ModelEditor::refresh);
    connect(m_table, &LayerTable::selectionChanged, this, &ModelEditor::enableActions);
    connect(&Theme::of(this), &Theme::changed, this, &ModelEditor::retheme);
    resize(kSize.boundedTo(screen()->availableSize() - QSize(16, 80))); // a small screen has no width to spare
    retheme();
    refresh();
    m_table->setFocus();
}

ModelEditor::~ModelEditor() = default;

QAction* ModelEditor::makeAction(const QString& text, const QKeySequence& keys, void (ModelEditor::*act)())
{
    auto* action = new QAction(text, this);
    action->setShortcut(keys);
    action->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void ModelEditor::makeActions()
{
    m_undo = makeAction(tr("Undo"), QKeySequence("Ctrl+Z"), &ModelEditor::undo);
    m_redo = makeAction(tr("Redo"), QKeySequence("Ctrl+Shift+Z"), &ModelEditor::redo);
    m_up = makeAction(tr("Move the layer up"), QKeySequence("Alt+Up"), &ModelEditor::moveUp);
    m_down = makeAction(tr("Move the layer down"), QKeySequence("Alt+Down"), &ModelEditor::moveDown);
    m_remove = makeAction(tr("Remove the layer"), QKeySequence(Qt::Key_Delete), &ModelEditor::removeLayer);
    m_mirror = makeAction(tr("Mirror the encoder"), {}, &ModelEditor::mirror);
    m_mirror->setIconText(' ' + m_mirror->text()); // else the icon stands close to the words
    m_mirror->setToolTip(tr("A decoder that goes the encoder's way back"));
    makeAction(tr("Add a layer"), QKeySequence(Qt::Key_Insert), &ModelEditor::addLayer);
}

QHBoxLayout* ModelEditor::makeTools()
{
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    for (QAction* action : {m_undo, m_redo, m_up, m_down, m_remove, m_mirror}) {
        auto* button = new QToolButton(this);
        button->setDefaultAction(action);
        button->setIconSize({16, 16});
        button->setFocusPolicy(Qt::TabFocus);
        if (action == m_mirror)
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        if (action == m_up || action == m_mirror)
            line->addSpacing(8);
        line->addWidget(button);
    }
    line->addStretch(1);
    makeChoices(line);
    line->addSpacing(8);
    QPushButton* open = plainButton(tr("Open..."), this);
    QPushButton* save = plainButton(tr("Save as..."), this);
    open->setToolTip(tr("A JSON model file"));
    save->setToolTip(tr("These layers as a JSON model file, which --model takes too"));
    connect(open, &QPushButton::clicked, this, &ModelEditor::askForFile);
    connect(save, &QPushButton::clicked, this, &ModelEditor::askWhereToSave);
    line->addWidget(open);
    line->addWidget(save);
    return line;
}

void ModelEditor::makeChoices(QHBoxLayout* line)
{
    for (const InitialiserType& type : initialiserTypes())
        m_initialiser->addItem(QString::fromUtf8(type.label), QString::fromUtf8(type.name));
    for (const LossType& type : lossTypes()) {
        m_loss->addItem(QString::fromUtf8(type.name).toUpper(), QString::fromUtf8(type.name));
        m_loss->setItemData(m_loss->count() - 1, QString::fromUtf8(type.label), Qt::ToolTipRole);
    }
    for (QComboBox* choice : {m_initialiser, m_loss}) {
        choice->setFixedWidth(kChoiceWidth);
        choice->setFocusPolicy(Qt::StrongFocus);
    }
    m_initialiser->setToolTip(tr("How the weights are drawn before the first step"));
    m_loss->setToolTip(tr("How output and original are compared"));
    connect(m_initialiser, &QComboBox::activated, this, [this] {
        m_draft.setInitialiser(m_initialiser->currentData().toString().toStdString());
        refresh();
    });
    connect(m_loss, &QComboBox::activated, this, [this] {
        m_draft.setLoss(m_loss->currentData().toString().toStdString());
        refresh();
    });
    line->addWidget(new LabelledRow(tr("Weights"), m_initialiser, this));
    line->addSpacing(8);
    line->addWidget(new LabelledRow(tr("Loss"), m_loss, this));
}

QHBoxLayout* ModelEditor::makeFooter()
{
    auto* line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_totals);
    line->addStretch(1);
    auto* note = new QLabel(tr("starts a new run"), this);
    note->setProperty("dim", true);
    QPushButton* cancel = plainButton(tr("Cancel"), this);
    m_apply->setProperty("accent", true);
    note->setFixedHeight(m_apply->sizeHint().height());
    cancel->setToolTip(tr("Keep the present model (Esc)"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (FieldFault::areAllTaken(*this))
            emit applied();
    });
    for (QWidget* widget : {static_cast<QWidget*>(note), static_cast<QWidget*>(cancel), static_cast<QWidget*>(m_apply)})
        line->addWidget(widget, 0, Qt::AlignBottom);
    return line;
}

void ModelEditor::refresh()
{
    const ModelOutline outline = outlineOf(spec(), m_data);
    m_table->display(outline);
    m_initialiser->setCurrentIndex(m_initialiser->findData(QString::fromStdString(spec().initialiser)));
    m_loss->setCurrentIndex(m_loss->findData(QString::fromStdString(spec().loss)));
    showTotals(outline);
    enableActions();
}

void ModelEditor::setPresent(const ModelSpec& present)
{
    m_present = present;
    refresh();
}

void ModelEditor::showTotals(const ModelOutline& outline)
{
    m_totals->display(outline.model.get(), m_training);
    const bool isPresent = m_present == spec();
    m_apply->setEnabled(outline.model != nullptr && !isPresent);
    m_apply->setToolTip(
        isPresent ? tr("These are the layers of the present run") : tr("Start a new run with these layers"));
    showFault(outline.fault ? faultText(*outline.fault, spec()) : QString()); // its row may be out of sight
    if (!outline.model)
        return;
    try {
        requireMemory(*outline.model, m_training, m_training.batchSize, physicalMemory());
    } catch (const Error& error) {
        m_apply->setEnabled(false);
        showFault(QString::fromUtf8(error.what()));
    }
}

void ModelEditor::showFault(const QString& sentence)
{
    m_fault->setText(sentence);
    m_fault->setVisible(!sentence.isEmpty());
}

QString ModelEditor::fault() const
{
    return m_fault->text();
}

void ModelEditor::reject()
{
    if (spec() == m_kept)
        return discard();
    if (!findChild<QMessageBox*>("discard-question"))
        askToDiscard(this, tr("Discard the changes to the layers?"), tr("Keep editing"), [this] { discard(); });
}

void ModelEditor::discard()
{
    QDialog::reject();
}

void ModelEditor::enableActions()
{
    m_undo->setEnabled(m_draft.canUndo());
    m_redo->setEnabled(m_draft.canRedo());
    m_remove->setEnabled(m_table->selected().has_value());
    m_up->setEnabled(m_table->neighbour(-1).has_value());
    m_down->setEnabled(m_table->neighbour(1).has_value());
}

void ModelEditor::retheme()
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    const std::pair<QAction*, const char*> icons[] = {
        {m_undo, "undo"}, {m_redo, "redo"}, {m_up, "up"}, {m_down, "down"}, {m_remove, "remove"}, {m_mirror, "mirror"}};
    for (const auto& [action, name] : icons)
        action->setIcon(themeIcon(name, tokens.text, tokens.line));
    m_fault->setStyleSheet(QString("color: %1").arg(tokens.bad.name()));
    QPalette line;
    line.setColor(QPalette::Window, tokens.line);
    for (QWidget* each : findChildren<QWidget*>("hairline"))
        each->setPalette(line);
}

void ModelEditor::undo()
{
    m_draft.undo();
    refresh();
}

void ModelEditor::redo()
{
    m_draft.redo();
    refresh();
}

void ModelEditor::removeLayer()
{
    m_table->removeSelected();
}

void ModelEditor::moveUp()
{
    m_table->moveSelected(-1);
}

void ModelEditor::moveDown()
{
    m_table->moveSelected(1);
}

void ModelEditor::addLayer()
{
    m_table->openAddMenu();
}

void ModelEditor::mirror()
{
    try {
        m_draft.replace(withMirroredDecoder(spec(), m_data));
        refresh();
    } catch (const Error& error) {
        showFault(QString::fromUtf8(error.what()));
    }
}

void ModelEditor::askForFile()
{
    const QString path = askForModelFile(this);
    if (!path.isEmpty())
        openFile(path);
}

void ModelEditor::askWhereToSave()
{
    const QString path = askWhereToSaveModel(this, QString::fromStdString(spec().name) + ".json");
    if (!path.isEmpty())
        saveFile(path);
}

void ModelEditor::openFile(const QString& path)
{
    try {
        m_draft.replace(loadModelFile(path.toStdString()).model);
        refresh();
    } catch (const Error& error) {
        showFault(QString::fromUtf8(error.what()));
    }
}

void ModelEditor::saveFile(const QString& path)
{
    try {
        ModelSpec named = spec();
        named.name = QFileInfo(path).completeBaseName().toStdString();
        writeModelFile(path.toStdString(), named);
        m_kept = spec();
        showFault({});
    } catch (const Error& error) {
        showFault(QString::fromUtf8(error.what()));
    }
}

} // namespace isthmus
