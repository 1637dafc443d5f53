// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/ExportDialog.h"

#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/SectionHeading.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include <utility>

namespace isthmus {
namespace {

constexpr int kMargin = 24;
constexpr int kPathWidth = 320;
constexpr int kBarSteps = 1000;

QLabel* wrapped(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// The dialog does not jump when it comes or goes.
void keepRoom(QWidget& widget)
{
    QSizePolicy kept = widget.sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    widget.setSizePolicy(kept);
}

} // namespace

ExportDialog::ExportDialog(const ExportType& type, const ExportSource& source, const QString& suggestion,
    const QString& moment, QWidget* parent)
    : QDialog(parent)
    , m_type(type)
    , m_path(new QLineEdit(suggestion + type.formats().front().suffix, this))
    , m_note(wrapped({}, this))
    , m_bar(new QProgressBar(this))
    , m_export(new QPushButton(this))
{
    const QString title = QCoreApplication::translate("RunExports", type.title);
    setObjectName("export");
    setWindowTitle(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, 20, kMargin, kMargin);
    column->setSpacing(12);
    column->addWidget(new SectionHeading(title, this));
    auto* about = wrapped(moment, this);
    about->setProperty("dim", true);
    column->addWidget(about);

    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    column->addLayout(form);
    for (const ExportChoice& choice : type.choices(source)) {
        auto* box = new QComboBox(this);
        box->setObjectName(choice.label);
        box->setAccessibleName(choice.label);
        box->setToolTip(tr("%1: which of them is written").arg(choice.label));
        box->addItems(choice.values);
        m_choices.push_back(box);
        m_rows.push_back(box);
        if (choice.values.size() > 1)
            form->addRow(choice.label, box);
        else
            box->hide();
    }
    m_path->setObjectName("path");
    m_path->setMinimumWidth(kPathWidth);
    auto* browseButton = new QPushButton(tr("Browse..."), this);
    browseButton->setFocusPolicy(Qt::TabFocus); // Enter exports after a click, too
    browseButton->setToolTip(tr("Choose the folder and the name of the file"));
    m_path->setAccessibleName(tr("File"));
    m_path->setToolTip(tr("Where it is written; the ending chooses the format"));
    auto* file = new QHBoxLayout;
    file->addWidget(m_path, 1);
    file->addWidget(browseButton);
    form->addRow(tr("File"), file);
    m_rows.insert(m_rows.end(), {m_path, browseButton});

    m_note->setObjectName("note");
    m_note->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_note->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    keepRoom(*m_note);
    column->addWidget(m_note);
    m_bar->setRange(0, kBarSteps);
    m_bar->setTextVisible(false);
    m_bar->setMinimumWidth(1);
    keepRoom(*m_bar);
    column->addWidget(m_bar);

    auto* cancel = new QPushButton(tr("Cancel"), this);
    cancel->setToolTip(tr("Write nothing; what is being written is thrown away"));
    m_export->setToolTip(tr("Write the file now; what stood there is replaced"));
    m_export->setObjectName("write");
    m_export->setProperty("accent", true);
    m_export->setDefault(true);
    auto* footer = new QHBoxLayout;
    footer->addStretch();
    footer->addWidget(cancel);
    footer->addWidget(m_export);
    column->addLayout(footer);

    connect(browseButton, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::accepted);
    connect(m_path, &QLineEdit::textChanged, this, &ExportDialog::look);
    setWriting(false);
}

void ExportDialog::setForbidden(std::function<QString(const QString& path)> reason)
{
    m_forbidden = std::move(reason);
    look();
}

QString ExportDialog::path() const
{
    return typedPath(m_path->text());
}

void ExportDialog::browse()
{
    QStringList filters;
    for (const ExportFormat& format : m_type.formats())
        filters << QString("%1 (*%2)").arg(format.name, format.suffix);
    const QString chosen = askWhereToExport(this, windowTitle(), path(), filters);
    if (!chosen.isEmpty())
        m_path->setText(chosen);
}

/// Says what pressing the button will do, or why it cannot be pressed.
void ExportDialog::look()
{
    QStringList suffixes;
    bool isKnown = false;
    for (const ExportFormat& format : m_type.formats()) {
        suffixes << format.suffix;
        isKnown = isKnown || path().endsWith(format.suffix, Qt::CaseInsensitive);
    }
    const QFileInfo file(path());
    QString note;
    if (path().isEmpty())
        note = tr("Say where to write it.");
    else if (!isKnown)
        note = tr("The name must end in %1.").arg(suffixes.join(tr(" or ")));
    else if (!file.dir().exists())
        note = tr("There is no folder %1.").arg(file.dir().path());
    else if (file.isDir())
        note = tr("%1 is a folder.").arg(file.fileName());
    else if (m_forbidden)
        note = m_forbidden(path());
    m_export->setEnabled(note.isEmpty() && !m_isWriting);
    const bool replaces = note.isEmpty() && file.exists();
    m_export->setText(replaces ? tr("Replace") : tr("Export"));
    say(replaces ? tr("%1 is there already and will be replaced.").arg(file.fileName()) : note);
}

void ExportDialog::say(const QString& sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
    m_note->setStyleSheet({});
}

void ExportDialog::accepted()
{
    std::vector<int> chosen;
    for (const QComboBox* box : m_choices)
        chosen.push_back(box->currentIndex());
    setWriting(true);
    emit wanted(path(), chosen);
}

void ExportDialog::setWriting(bool isWriting)
{
    m_isWriting = isWriting;
    for (QWidget* row : m_rows)
        row->setEnabled(!isWriting);
    m_bar->setVisible(isWriting);
    m_bar->setValue(0);
    look();
    if (isWriting)
        say(tr("Writing %1...").arg(QFileInfo(path()).fileName()));
}

void ExportDialog::showProgress(double done)
{
    m_bar->setValue(static_cast<int>(done * kBarSteps));
}

void ExportDialog::showFailure(const QString& sentence)
{
    setWriting(false);
    if (sentence.isEmpty())
        return;
    say(sentence);
    m_note->setStyleSheet(QString("color: %1").arg(Theme::of(this).tokens().bad.name()));
}

void ExportDialog::reject()
{
    if (m_isWriting)
        emit cancelled();
    else
        QDialog::reject();
}

} // namespace isthmus
