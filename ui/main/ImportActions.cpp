// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ImportActions.h"

#include "core/base/Error.h"
#include "core/runs/OpenedRun.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/FileActions.h"
#include "ui/session/RunSession.h"
#include "ui/session/takeUp.h"
#include "ui/widgets/modelTitle.h"

#include <QAction>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <optional>

namespace isthmus {
namespace {

using Images = std::shared_ptr<const Dataset>;

/// @param images  null: without data
OpenedRun readModel(const ImportSource& source, const Images& images, ImportReport& report, const Progress& progress)
{
    std::optional<DataReference> reference;
    if (images)
        reference = referenceTo(*images);
    report = {};
    Checkpoint run = importModel(source, reference, &report);
    run.model.title = importedTitle(run.model.title);
    if (!run.model.hasEncoder() && images) // which lent their shape alone
        run.data = {"", "", images->shape, Scaling{1, 0}, {}};
    if (images && run.model.hasEncoder()) {
        DataReference lent = run.data;
        lent.fingerprint.clear(); // the model has not been trained on them
        const FoundData scaled{scaledFor(lent, images), {}};
        return withData(std::make_shared<const Checkpoint>(std::move(run)), scaled);
    }
    return withItsData(std::move(run), progress);
}

/// @param orWithout  data, where the model does not fit the images
OpenedRun readModel(
    const ImportSource& source, const Images& images, bool orWithout, ImportReport& report, const Progress& progress)
{
    try {
        return readModel(source, images, report, progress);
    } catch (const Cancelled&) {
        throw;
    } catch (const Error&) {
        if (!images || !orWithout)
            throw;
    }
    return readModel(source, nullptr, report, progress);
}

} // namespace

ImportActions::ImportActions(RunSession& session, FileActions& files, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_files(files)
    , m_window(window)
    , m_action(new QAction(tr("&Import model..."), this))
{
    m_action->setToolTip(tr("A model that another program has trained, from ONNX, safetensors or PyTorch's .pt"));
    m_files.saving().follow(m_reading);
    connect(m_action, &QAction::triggered, this, [this] { openDialog({}); });
    connect(&m_files, &FileActions::foreignModelMet, this, &ImportActions::offer);
    connect(&m_reading, &Reading::failed, this, &ImportActions::showFault);
    connect(&m_reading, &Reading::busyChanged, this, &ImportActions::showBusy);
}

ImportActions::~ImportActions() = default;

bool ImportActions::takes(const QString& path)
{
    return path.endsWith(".onnx", Qt::CaseInsensitive) && QFileInfo(path).isFile();
}

void ImportActions::openDialog(const QString& path)
{
    const bool hasImages = m_session.hasRun() && m_session.data()->count() > 0;
    m_dialog = new ImportDialog(hasImages ? QString::fromStdString(m_session.data()->title) : QString(), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    m_dialog->setPath(path);
    connect(m_dialog, &ImportDialog::importAsked, this, [this](const ImportChoice& choice) { read(choice, false); });
    connect(m_dialog, &QDialog::rejected, this, [this] {
        m_dialog = nullptr;
        m_reading.cancel();
    });
    m_dialog->open();
}

void ImportActions::importAgain(const ImportChoice& choice)
{
    if (m_dialog || m_reading.isBusy())
        return;
    openDialog({});
    m_dialog->setChoice(choice);
}

void ImportActions::showBusy()
{
    m_action->setEnabled(!m_reading.isBusy());
    if (m_dialog)
        m_dialog->setBusy(m_reading.isBusy());
}

void ImportActions::importFile(const QString& path)
{
    read({{path.toStdString(), {}, {}, {}}, m_session.hasRun() && m_session.data()->count() > 0}, true);
}

void ImportActions::offer(const QString& path)
{
    if (m_window->findChild<QMessageBox*>("import-question"))
        return;
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("No run"),
        tr("%1 is no run. Import it as a model?").arg(QFileInfo(path).fileName()), QMessageBox::NoButton, m_window);
    box->setTextFormat(Qt::PlainText);
    box->setObjectName("import-question");
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Another program has written it. Importing makes a run of its weights."));
    QPushButton* import = box->addButton(tr("Import..."), QMessageBox::AcceptRole);
    box->setDefaultButton(import);
    box->addButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, box, import, path] {
        if (box->clickedButton() == import)
            openDialog(path);
    });
    box->open();
}

void ImportActions::read(const ImportChoice& choice, bool orWithout)
{
    const QString name = QFileInfo(QString::fromStdString(choice.source.path)).fileName();
    const bool byDialog = m_dialog;
    const QString question = tr("Save the run before importing %1?").arg(name);
    m_files.leaveRun(question, [this, choice, orWithout, name, byDialog, question] {
        if (m_reading.isBusy() || (byDialog && !m_dialog)) // which was cancelled while the run was saved
            return;
        const Images images = choice.isForOpenData && m_session.hasRun() ? m_session.data() : nullptr;
        const QString asked = m_session.isModified() ? QString() : question; // once more, if it is changed meanwhile
        m_reading.start(tr("Importing %1...").arg(name),
            [this, choice, images, orWithout, byDialog, asked](const Progress& progress) -> Job::Next {
                ImportReport report;
                const auto run = takeUp(readModel(choice.source, images, orWithout, report, progress));
                return [this, run, choice, report, byDialog, asked] {
                    if (asked.isEmpty())
                        return adopt(run, choice, report);
                    m_files.leaveRun(asked, [this, run, choice, report, byDialog] {
                        if (!byDialog || m_dialog)
                            adopt(run, choice, report);
                    });
                };
            });
    });
}

void ImportActions::adopt(
    const std::shared_ptr<ResumedRun>& run, const ImportChoice& choice, const ImportReport& report)
{
    try {
        m_session.startResumed(*run);
    } catch (const Error& error) { // other runs have the memory
        return showFault(QString::fromUtf8(error.what()));
    }
    if (m_dialog)
        m_dialog->accept();
    m_session.setModified(true);
    emit m_files.newRunByUser();
    emit imported(choice, report);
}

void ImportActions::showFault(const QString& sentence)
{
    if (m_dialog)
        m_dialog->showFault(sentence);
    else
        showError(m_window, tr("It could not be imported"), sentence, "import.html");
}

} // namespace isthmus
