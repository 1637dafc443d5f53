// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/OpenDialog.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/open/FieldEditor.h"
#include "ui/dialogs/open/LossOffer.h"
#include "ui/dialogs/open/PreviewPage.h"
#include "ui/dialogs/open/ReadingForm.h"
#include "ui/dialogs/open/SourceList.h"
#include "ui/dialogs/open/SubsetPanel.h"
#include "ui/session/PreviewReader.h"
#include "ui/widgets/FieldFault.h"
#include "ui/widgets/ScrollPanel.h"
#include "ui/widgets/SectionHeading.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace isthmus {
namespace {

constexpr QSize kSize{1120, 720};
constexpr int kMargin = 16;
constexpr QSize kFree{16, 56}; // px of the screen that stay free
constexpr int kSourcesWidth = 232;
constexpr int kNarrowSources = 192; // where the dialog is as narrow as a small screen has it
constexpr int kChoicesWidth = 296;
constexpr std::chrono::milliseconds kRenewal{250};
constexpr std::chrono::milliseconds kPoll{50};

QPushButton* plainButton(const QString& text, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setFocusPolicy(Qt::TabFocus); // Enter opens after a click, too
    return button;
}

} // namespace

OpenDialog::OpenDialog(const std::vector<DataChoice>& recent, QWidget* parent)
    : QDialog(parent)
    , m_recent(recent)
    , m_reader(new PreviewReader(this))
    , m_sources(new SourceList(recent, this))
    , m_page(new PreviewPage(this))
    , m_form(new ReadingForm(this))
    , m_subset(new SubsetPanel(this))
{
    setWindowTitle(tr("Open data"));
    setObjectName("open-dialog");
    setAcceptDrops(true);
    auto* columns = new QHBoxLayout;
    columns->setSpacing(24);
    columns->addWidget(makeSources());
    columns->addWidget(m_page, 1);
    columns->addWidget(makeChoices());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(16);
    column->addLayout(columns, 1);
    column->addWidget(makeFooter());
    m_renewal.setSingleShot(true);
    m_renewal.setInterval(kRenewal);
    m_poll.setInterval(kPoll);
    connect(&m_renewal, &QTimer::timeout, this, &OpenDialog::renew);
    connect(&m_poll, &QTimer::timeout, this, &OpenDialog::showState);
    connect(m_sources, &SourceList::chosen, this, &OpenDialog::take);
    connect(m_form, &ReadingForm::changed, this, &OpenDialog::renewSoon);
    connect(m_subset, &SubsetPanel::changed, this, &OpenDialog::renewSoon);
    connect(m_sources, &SourceList::forgotten, this, &OpenDialog::forget);
    connect(m_page, &PreviewPage::actionWanted, this, &OpenDialog::act);
    connect(m_page, &PreviewPage::choiceWanted, this, &OpenDialog::setChoice);
    connect(&m_page->offer(), &LossOffer::lossChosen, this, &OpenDialog::showState);
    connect(m_page, &PreviewPage::labelWanted, m_form, [this] { m_form->openChoices("label-column"); });
    connectReader();
    resize(kSize.boundedTo(screen()->availableSize() - kFree));
    m_choices->hide();
    showState();
    orderTabs();
    m_sources->setFocus();
}

OpenDialog::~OpenDialog()
{
    m_reader->retire(parent());
}

QWidget* OpenDialog::makeSources()
{
    auto* panel = new QWidget(this);
    panel->setFixedWidth(screen()->availableSize().width() < kSize.width() ? kNarrowSources : kSourcesWidth);
    QPushButton* file = plainButton(tr("Browse &file..."), panel);
    QPushButton* folder = plainButton(tr("Browse fol&der..."), panel);
    file->setToolTip(tr("Choose a file of images or numbers, and look at what is in it"));
    folder->setToolTip(tr("Choose a folder of pictures, or of IDX files, and look at what is in it"));
    connect(file, &QPushButton::clicked, this, &OpenDialog::askForFile);
    connect(folder, &QPushButton::clicked, this, &OpenDialog::askForFolder);
    m_browse = {file, folder};
    auto* column = new QVBoxLayout(panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_sources, 1);
    column->addWidget(file);
    column->addWidget(folder);
    return panel;
}

QWidget* OpenDialog::makeChoices()
{
    auto* panel = new QWidget(this);
    panel->setFixedWidth(kChoicesWidth);
    m_choices = new QWidget(panel);
    m_formHeading = new SectionHeading(tr("How it is read"), m_choices);
    auto* column = new QVBoxLayout(m_choices);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_formHeading);
    column->addWidget(m_form);
    column->addSpacing(8);
    column->addWidget(new SectionHeading(tr("What is used"), m_choices));
    column->addWidget(m_subset, 1);
    column->addStretch(0);
    auto* place = new QVBoxLayout(panel);
    place->setContentsMargins(0, 0, 0, 0);
    place->addWidget(m_choices);
    return panel;
}

QWidget* OpenDialog::makeProgress()
{
    auto* panel = new QWidget(this);
    m_progress = new QProgressBar(panel);
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kSourcesWidth);
    m_progress->setAccessibleName(tr("Reading"));
    m_progressText = new QLabel(panel);
    m_progressText->setProperty("dim", true);
    m_stop = plainButton(tr("Stop reading"), panel);
    m_stop->setToolTip(tr("Stop reading this file; another can be chosen at once"));
    connect(m_stop, &QPushButton::clicked, m_reader, &PreviewReader::stop);
    auto* row = new QHBoxLayout(panel);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_progress);
    row->addWidget(m_progressText);
    row->addWidget(m_stop);
    return panel;
}

QWidget* OpenDialog::makeFooter()
{
    auto* panel = new QWidget(this);
    m_cancel = plainButton(tr("Cancel"), panel);
    m_open = new QPushButton(tr("&Open"), panel);
    m_open->setProperty("accent", true);
    m_open->setDefault(true);
    m_open->setToolTip(tr("Start a run on this data"));
    m_cancel->setToolTip(tr("Keep the present run and its data (Esc)"));
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_open, &QPushButton::clicked, this, &OpenDialog::commit);
    auto* row = new QHBoxLayout(panel);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(makeProgress());
    row->addStretch(1);
    row->addWidget(m_cancel);
    row->addWidget(m_open);
    panel->setFixedHeight(m_open->sizeHint().height());
    return panel;
}

void OpenDialog::connectReader()
{
    connect(m_reader, &PreviewReader::choicesFound, this, [this](const DatasetChoices& choices) {
        m_form->display(choices, m_reader->wish().reading);
        m_formHeading->setVisible(!m_form->isBlank());
        m_form->setVisible(!m_form->isBlank());
        m_choices->show();
        orderTabs();
    });
    connect(m_reader, &PreviewReader::dataRead, this, &OpenDialog::showData);
    connect(m_reader, &PreviewReader::previewed, this, &OpenDialog::showPreview);
    connect(m_reader, &PreviewReader::failed, this, &OpenDialog::showFault);
    connect(m_reader, &PreviewReader::stopped, this, &OpenDialog::showStopped);
}

void OpenDialog::orderTabs()
{
    QWidgetList order{m_sources};
    order << m_browse << m_form->inputs() << m_subset->inputs() << m_stop << m_cancel << m_open;
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void OpenDialog::choose(const QString& nameOrPath)
{
    const auto known = std::find_if(
        m_recent.begin(), m_recent.end(), [&](const DataChoice& choice) { return choice.nameOrPath == nameOrPath; });
    const DataChoice choice = known == m_recent.end() ? DataChoice{nameOrPath, {}, {}} : *known;
    m_sources->display(choice);
    if (m_browse.contains(focusWidget()))
        m_sources->setFocus(); // where Enter opens it
    take(choice);
}

void OpenDialog::chooseFile(const QString& path)
{
    if (path.endsWith(".safetensors"))
        emit runChosen(path);
    else
        choose(path);
}

void OpenDialog::take(const DataChoice& choice)
{
    DataChoice wish = choice;
    wish.split.seed = m_defaultSplit.seed;
    if (!wish.isSplitChosen)
        wish.split.validation = m_defaultSplit.validation;
    m_choices->hide();
    m_subset->setSplit(wish.split);
    m_page->showTitle(QFileInfo(wish.nameOrPath).fileName(), wish.nameOrPath);
    m_page->showMessage({}, {}, false);
    m_page->offer().forget();
    m_isFault = m_opensWhenRead = false;
    m_renewal.stop();
    m_reader->begin(wish);
    showState();
}

void OpenDialog::display(const DataChoice& choice, std::shared_ptr<const Dataset> dataset)
{
    m_sources->display(choice);
    m_subset->setSplit(choice.split);
    m_page->showTitle(QString::fromStdString(dataset->title), choice.nameOrPath);
    m_reader->begin(choice, std::move(dataset));
    showData();
    showState();
}

void OpenDialog::renewSoon()
{
    m_renewal.start();
    m_page->showReading();
    m_isFault = false;
    m_opensWhenRead = false;
    showState();
}

void OpenDialog::renew()
{
    m_renewal.stop();
    if (m_subset->isNothingTicked()) {
        showFault(tr("Tick at least one class: nothing is left to train on."));
        return;
    }
    m_reader->want({m_reader->wish().nameOrPath, m_form->options(), m_subset->split()});
    showState();
}

void OpenDialog::showData()
{
    const std::shared_ptr<const Dataset> dataset = m_reader->data();
    m_page->showTitle(QString::fromStdString(dataset->title), m_reader->wish().nameOrPath);
    m_subset->displayData(*dataset);
    m_reader->want({m_reader->wish().nameOrPath, m_reader->wish().reading, m_subset->split()});
}

void OpenDialog::showPreview(const DatasetPreview& preview)
{
    if (m_renewal.isActive() || m_subset->isNothingTicked()) // another one is about to be wanted
        return;
    m_isFault = false;
    m_form->showFound(*m_reader->data());
    m_page->showPreview(m_reader->data(), preview);
    m_subset->displayPreview(m_reader->data()->shape, preview);
    showState();
    if (m_opensWhenRead)
        commit();
}

void OpenDialog::showFault(const QString& sentence)
{
    m_isFault = true;
    m_opensWhenRead = false;
    const QString path = m_reader->wish().nameOrPath;
    m_isGone = m_sources->isRecent(path) && isGone(path);
    m_page->showMessage(
        m_isGone ? sentence + ' ' + goneText() : sentence, m_isGone ? tr("&Remove from recent") : QString(), true);
    showState();
}

void OpenDialog::showStopped()
{
    m_isFault = true;
    m_isGone = m_opensWhenRead = false;
    m_page->showMessage(tr("Reading was stopped."), tr("Read it again"), false);
    showState();
}

void OpenDialog::act()
{
    m_isGone ? m_sources->forget(m_reader->wish().nameOrPath) : readAgain();
}

void OpenDialog::forget(const QString& nameOrPath)
{
    std::erase_if(m_recent, [&](const DataChoice& choice) { return choice.nameOrPath == nameOrPath; });
    if (m_reader->wish().nameOrPath == nameOrPath) {
        m_renewal.stop();
        m_reader->begin({});
        m_choices->hide();
        m_page->showHint();
        m_isFault = m_opensWhenRead = false;
        showState();
    }
    emit recentForgotten(nameOrPath);
}

void OpenDialog::readAgain()
{
    m_isFault = false;
    m_page->showMessage({}, {}, false);
    m_reader->again();
    showState();
}

void OpenDialog::setChoice(const QString& field, const QString& text)
{
    m_form->editor(field.toStdString())->display(text);
    renew();
}

void OpenDialog::showState()
{
    const bool isReading = m_reader->isBusy();
    if (isReading != m_poll.isActive())
        isReading ? m_poll.start() : m_poll.stop();
    m_progress->setVisible(isReading);
    m_progressText->setVisible(isReading);
    m_stop->setVisible(isReading);
    m_progress->setValue(static_cast<int>(1000 * m_reader->progress()));
    m_progressText->setText(m_opensWhenRead ? tr("Opens when it is read") : tr("Reading..."));
    if (isReading)
        m_page->showReading();
    const bool isChosen = !m_reader->wish().nameOrPath.isEmpty();
    m_choices->parentWidget()->setVisible(isChosen); // its room is the hint's until then
    m_open->setEnabled(!m_isFault && isChosen && !m_page->offer().isRefused());
}

void OpenDialog::askForFile()
{
    if (const QString path = askForDataFile(this); !path.isEmpty())
        chooseFile(path);
}

void OpenDialog::askForFolder()
{
    if (const QString path = askForDataFolder(this); !path.isEmpty())
        choose(path);
}

void OpenDialog::commit()
{
    if (!FieldFault::areAllTaken(*this))
        return;
    if (m_renewal.isActive())
        renew();
    if (m_isFault)
        return;
    m_opensWhenRead = m_reader->isBusy();
    showState();
    if (!m_opensWhenRead && !m_page->offer().isRefused())
        emit opened(m_reader->wish(), m_reader->data());
}

void OpenDialog::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFile(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void OpenDialog::dropEvent(QDropEvent* event)
{
    takeDrop(this, *event, [this](const QString& path) { chooseFile(path); });
}

} // namespace isthmus
