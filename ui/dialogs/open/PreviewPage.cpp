// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open/PreviewPage.h"

#include "ui/dialogs/guide/GuideWindow.h"
#include "ui/dialogs/open/LossOffer.h"
#include "ui/dialogs/open/ThumbnailGrid.h"
#include "ui/dialogs/open/previewText.h"
#include "ui/samples/Strips.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/windowWords.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace isthmus {
namespace {

constexpr int kFactName = 64;

enum Page { Message, Preview };

QLabel* dimLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setProperty("dim", true);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

/// Tables alone have columns to choose from.
bool guessesLabel(const Dataset& data)
{
    const bool isTable = data.format == "CSV" || data.format == "TSV";
    return isTable && data.reading.labelColumn.empty() && !data.notices.empty();
}

} // namespace

PreviewPage::PreviewPage(QWidget* parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_path(new ElidedLabel(this))
    , m_pages(new QStackedWidget(this))
{
    m_title->setTextFormat(Qt::PlainText);
    m_path->setProperty("dim", true);
    m_pages->insertWidget(Message, makeMessage());
    m_pages->insertWidget(Preview, makePreview());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_path);
    column->addSpacing(8);
    column->addWidget(m_pages, 1);
    connect(&Theme::of(this), &Theme::changed, this, &PreviewPage::retheme);
    retheme();
    showHint();
}

QWidget* PreviewPage::makeMessage()
{
    auto* page = new QWidget(m_pages);
    m_message = new QLabel(page);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action = new QPushButton(page);
    m_action->setFocusPolicy(Qt::TabFocus); // Enter opens after a click, too
    connect(m_action, &QPushButton::clicked, this, &PreviewPage::actionWanted);
    m_help = new QPushButton(tr("What to do"), page);
    m_help->setFocusPolicy(Qt::TabFocus);
    m_help->setToolTip(tr("Show this kind of fault in the user guide"));
    connect(m_help, &QPushButton::clicked, this, [this] { showGuide(this, "trouble.html#open", m_message->text()); });
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    m_above = new QWidget(page);
    column->addWidget(m_above, 1);
    column->addWidget(m_message);
    column->addWidget(m_action, 0, Qt::AlignLeft);
    column->addWidget(m_help, 0, Qt::AlignLeft);
    column->addStretch(1);
    return page;
}

QWidget* PreviewPage::makePreview()
{
    auto* page = new QWidget(m_pages);
    m_thumbnails = new ThumbnailGrid(page);
    m_tooLarge = dimLabel(page);
    m_tooLarge->setText(
        tr("Each sample has too many values to draw it here, or to train on it soon: choose a smaller size."));
    m_suggestion = new QPushButton(page);
    m_suggestion->setFocusPolicy(Qt::TabFocus);
    m_suggestion->setToolTip(tr("Set the size at the right, and read the file again at once"));
    connect(
        m_suggestion, &QPushButton::clicked, this, [this] { emit choiceWanted("size", QString("%1x%1").arg(m_side)); });
    m_offer = new LossOffer(page);
    connect(
        m_offer, &LossOffer::scalingWanted, this, [this](const QString& word) { emit choiceWanted("scaling", word); });
    m_lossOfModel = new QLabel(page);
    m_lossOfModel->setObjectName("loss-of-model");
    m_lossOfModel->setTextFormat(Qt::PlainText);
    m_lossOfModel->setWordWrap(true);
    m_lossOfModel->hide();
    m_notices = dimLabel(page);
    m_label = new QPushButton(tr("Choose the column of the label..."), page);
    m_label->setFocusPolicy(Qt::TabFocus);
    m_label->setToolTip(
        tr("Opens the list of columns: choose the one that is the label, or none; the file is read again at once"));
    connect(m_label, &QPushButton::clicked, this, &PreviewPage::labelWanted);
    m_factsPlace = new QVBoxLayout;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_thumbnails, 1);
    column->addWidget(m_tooLarge);
    column->addWidget(m_suggestion, 0, Qt::AlignLeft);
    column->addLayout(m_factsPlace);
    column->addWidget(m_notices);
    column->addWidget(m_label, 0, Qt::AlignLeft);
    column->addWidget(m_lossOfModel);
    column->addWidget(m_offer);
    return page;
}

void PreviewPage::showTitle(const QString& title, const QString& path)
{
    m_title->setText(title);
    m_path->setText(path);
}

void PreviewPage::showHint()
{
    showTitle({}, {});
    showMessage(tr("Choose a data set at the left, or drop a file or a folder here."), {}, false);
    m_above->show();
    m_message->setAlignment(Qt::AlignHCenter);
}

void PreviewPage::setBeginning(std::function<Beginning(const std::shared_ptr<const Dataset>&)> beginning)
{
    m_beginning = std::move(beginning);
}

void PreviewPage::showModel(const std::shared_ptr<const Dataset>& dataset)
{
    if (!m_beginning)
        return;
    const Beginning begins = m_beginning(dataset);
    m_offer->setModel(begins.model);
    m_lossOfModel->setText(begins.lossOfModel);
    m_lossOfModel->setVisible(!begins.lossOfModel.isEmpty());
}

void PreviewPage::showPreview(const std::shared_ptr<const Dataset>& shown, const DatasetPreview& preview)
{
    const Dataset& dataset = *shown;
    showModel(shown);
    QStringList titles;
    for (const PreviewPicture& picture : preview.pictures)
        titles << sampleTitle(dataset, picture.sample);
    m_thumbnails->setPictures(preview.pictures, titles, sampleForm(dataset));
    m_thumbnails->setFaint(false);
    m_thumbnails->setVisible(!preview.isTooLargeToDraw);
    m_tooLarge->setVisible(preview.isTooLargeToDraw);
    m_side = likelySide(dataset);
    m_suggestion->setVisible(m_side > 0);
    m_suggestion->setText(
        tr("&Use the %1 numbers of a row as pictures of %2 × %2").arg(dataset.shape.width).arg(m_side));
    showFacts(dataset, preview);
    QStringList notices;
    if (!preview.isTooLargeToDraw) // which says the same
        notices << largeImageText(dataset.shape);
    for (const std::string& notice : dataset.notices)
        notices << windowWords(notice);
    notices.removeAll(QString());
    notices.removeDuplicates();
    m_notices->setText(notices.join('\n'));
    m_notices->setVisible(!notices.isEmpty());
    m_label->setVisible(guessesLabel(dataset));
    m_offer->showData(dataset, preview.scaled);
    m_pages->setCurrentIndex(Preview);
}

void PreviewPage::showFacts(const Dataset& dataset, const DatasetPreview& preview)
{
    delete m_facts;
    m_facts = new QWidget(this);
    auto* grid = new QGridLayout(m_facts);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, kFactName);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& [name, text] : previewFacts(dataset, preview)) {
        QLabel* label = dimLabel(m_facts);
        label->setText(name);
        auto* value = new QLabel(text, m_facts);
        value->setTextFormat(Qt::PlainText);
        value->setWordWrap(true);
        value->setObjectName("fact");
        value->setAccessibleName(name + ": " + text);
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addWidget(value, row++, 1);
    }
    m_factsPlace->addWidget(m_facts);
    m_facts->show();
}

void PreviewPage::showReading()
{
    m_thumbnails->setFaint(true);
    m_offer->setEnabled(false);
    if (m_pages->currentIndex() == Message && m_message->text() != tr("Reading..."))
        showMessage(tr("Reading..."), {}, false);
}

void PreviewPage::showMessage(const QString& sentence, const QString& action, bool isFault)
{
    m_isFault = isFault;
    m_above->hide();
    m_message->setAlignment(Qt::AlignLeft);
    m_message->setText(windowWords(sentence));
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_help->setVisible(isFault);
    m_pages->setCurrentIndex(Message);
    retheme();
}

QString PreviewPage::message() const
{
    return m_pages->currentIndex() == Message ? m_message->text() : QString();
}

QString PreviewPage::lossOfModel() const
{
    return m_pages->currentIndex() == Preview ? m_lossOfModel->text() : QString();
}

QStringList PreviewPage::facts() const
{
    QStringList facts;
    if (m_facts && m_pages->currentIndex() == Preview)
        for (const QLabel* fact : m_facts->findChildren<QLabel*>("fact"))
            facts << fact->accessibleName();
    return facts;
}

void PreviewPage::retheme()
{
    const Theme& theme = Theme::of(this);
    QFont title = theme.title();
    title.setPixelSize(15);
    m_title->setFont(title);
    const QColor colour = m_isFault ? theme.tokens().bad : theme.tokens().dim;
    m_message->setStyleSheet(QString("color: %1").arg(colour.name()));
}

} // namespace isthmus
