// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ImportNote.h"

#include "core/exchange/ImportReport.h"
#include "ui/main/ImportActions.h"
#include "ui/main/MessageBanner.h"
#include "ui/session/RunSession.h"

#include <QFileInfo>
#include <QPushButton>
#include <QStringList>

namespace isthmus {
namespace {

/// A clause as a sentence.
QString asSentence(const std::string& clause)
{
    const QString text = QString::fromStdString(clause);
    return text.left(1).toUpper() + text.mid(1) + (text.endsWith('.') ? "" : ".");
}

/// "Imported model.onnx. Code: 'z', an output of the graph. Values: as they are." Where the code is a guess, its notice
/// says what it is.
QString sentenceOf(const ImportChoice& choice, const ImportReport& report, const Scaling& scaling)
{
    const auto text = [](const std::string& words) { return QString::fromStdString(words); };
    QStringList parts{ImportNote::tr("Imported %1.").arg(QFileInfo(text(choice.source.path)).fileName())};
    if (!report.code.empty() && !report.isCodeGuessed)
        parts << ImportNote::tr("Code: %1.").arg(text(report.code));
    if (!report.heads.empty())
        parts << ImportNote::tr("Mean and log variance: %1.").arg(text(report.heads));
    parts << ImportNote::tr("Values: %1.").arg(text(scalingWords(scaling)));
    for (const std::string& notice : report.notices)
        parts << asSentence(notice);
    return parts.join(' ');
}

} // namespace

ImportNote::ImportNote(RunSession& session, ImportActions& imports, QWidget* over)
    : QObject(over)
    , m_session(session)
    , m_imports(imports)
    , m_banner(new MessageBanner(over, MessageBanner::Tone::Calm))
    , m_other(m_banner->addButton(tr("Another code...")))
{
    m_banner->setObjectName("import-note");
    m_other->setObjectName("another-code");
    m_other->setToolTip(tr("Import the file again, with another of its values as the code"));
    connect(m_other, &QPushButton::clicked, this, [this] { m_imports.importAgain(m_choice); });
    connect(&m_session, &RunSession::runChanged, m_banner, &QWidget::hide);
    connect(&m_imports, &ImportActions::imported, this, &ImportNote::show);
}

void ImportNote::show(const ImportChoice& choice, const ImportReport& report)
{
    m_choice = choice;
    m_other->setVisible(!report.code.empty());
    m_banner->showMessage(sentenceOf(choice, report, m_session.data()->scaling));
}

} // namespace isthmus
