// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ImportActions.h"

#include "core/base/Error.h"
#include "core/io/FoundData.h"
#include "ui/dialogs/Questions.h"
#include "ui/main/FileActions.h"
#include "ui/main/opening.h"
#include "ui/session/Session.h"

#include <QAction>
#include <QFileInfo>

#include <optional>

namespace isthmus {
namespace {

using Images = std::shared_ptr<const Dataset>;

/// @param images  null: without data
OpenedRun imported(const ImportSource& source, const Images& images)
{
    std::optional<DataReference> reference;
    if (images)
        reference = referenceTo(*images);
    Checkpoint run = importModel(source, reference);
    if (!run.model.hasEncoder() && images) // which lent their shape alone
        run.data = {"", "", images->shape, Scaling{1, 0}, {}};
    const FoundData found = images && run.model.hasEncoder() ? FoundData{images, {}} : findRunData(run.data);
    return withData(std::make_shared<const Checkpoint>(std::move(run)), found);
}

/// @param orWithout  data, where the model does not fit the images
OpenedRun imported(const ImportSource& source, const Images& images, bool orWithout)
{
    try {
        return imported(source, images);
    } catch (const Error&) {
        if (!images || !orWithout)
            throw;
    }
    return imported(source, nullptr);
}

} // namespace

ImportActions::ImportActions(Session& session, FileActions& files, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_files(files)
    , m_window(window)
    , m_action(new QAction(tr("&Import model..."), this))
{
    m_action->setToolTip(tr("A model that another program has trained, from ONNX or safetensors"));
    connect(m_action, &QAction::triggered, this, &ImportActions::openDialog);
    connect(&m_reading, &Errand::failed, this, &ImportActions::showFault);
    connect(&m_reading, &Errand::busyChanged, this, [this] {
        m_action->setEnabled(!m_reading.isBusy());
        if (!m_reading.isBusy())
            emit work({});
    });
}

ImportActions::~ImportActions() = default;

bool ImportActions::takes(const QString& path)
{
    return path.endsWith(".onnx", Qt::CaseInsensitive) && QFileInfo(path).isFile();
}

void ImportActions::openDialog()
{
    const bool hasImages = m_session.hasRun() && m_session.data()->count() > 0;
    m_dialog = new ImportDialog(hasImages ? QString::fromStdString(m_session.data()->title) : QString(), m_window);
    m_dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(m_dialog, &ImportDialog::importAsked, this, [this](const ImportChoice& choice) { read(choice, false); });
    m_dialog->open();
}

void ImportActions::importFile(const QString& path)
{
    read({{path.toStdString(), {}, {}}, m_session.hasRun() && m_session.data()->count() > 0}, true);
}

void ImportActions::read(const ImportChoice& choice, bool orWithout)
{
    const QString name = QFileInfo(QString::fromStdString(choice.source.path)).fileName();
    m_files.leaveRun(tr("Save the run before importing %1?").arg(name), [this, choice, orWithout, name] {
        if (m_reading.isBusy())
            return;
        if (m_dialog)
            m_dialog->setBusy(true);
        emit work(tr("Importing %1...").arg(name));
        const Images images = choice.isForOpenData && m_session.hasRun() ? m_session.data() : nullptr;
        m_reading.start([this, choice, images, orWithout]() -> Errand::Next {
            const auto run = takeUp(m_session, imported(choice.source, images, orWithout));
            return [this, run] { adopt(run); };
        });
    });
}

void ImportActions::adopt(const std::shared_ptr<ResumedRun>& run)
{
    if (m_dialog)
        m_dialog->accept();
    m_session.startResumed(*run);
    m_session.setModified(true);
    emit m_files.newRunByUser();
}

void ImportActions::showFault(const QString& sentence)
{
    if (m_dialog)
        m_dialog->showFault(sentence);
    else
        showError(m_window, tr("It could not be imported"), sentence);
}

} // namespace isthmus
