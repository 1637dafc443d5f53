// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/FileActions.h"

#include "core/base/Error.h"
#include "core/datasets/Datasets.h"
#include "core/exchange/ModelImport.h"
#include "core/files/Safetensors.h"
#include "core/runs/OpenedRun.h"
#include "core/runs/Presets.h"
#include "core/train/TrainSpec.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/open/LossOffer.h"
#include "ui/dialogs/open/OpenDialog.h"
#include "ui/dialogs/open/PreviewPage.h"
#include "ui/main/RecentMenu.h"
#include "ui/main/newRun.h"
#include "ui/session/takeUp.h"
#include "ui/widgets/sampleWords.h"

#include <QAction>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>
#include <optional>
#include <utility>

namespace isthmus {
namespace {

constexpr Index kMany = 100'000; // images whose split the window does not wait for

QString shortName(const QString& path)
{
    for (const BuiltinDataset& known : builtinDatasets())
        if (known.name == path.toStdString())
            return QString::fromStdString(known.title);
    return QFileInfo(path).fileName();
}

} // namespace

FileActions::FileActions(RunSession& session, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
    , m_saving(session, window)
    , m_openData(new QAction(tr("Open &data..."), this))
    , m_openRun(new QAction(tr("Open &run..."), this))
    , m_save(new QAction(tr("&Save"), this))
    , m_saveAs(new QAction(tr("Save &as..."), this))
{
    m_openData->setShortcut(QKeySequence::Open);
    m_openRun->setShortcut(QKeySequence("Ctrl+Shift+O"));
    m_save->setShortcut(QKeySequence::Save);
    m_saveAs->setShortcut(QKeySequence("Ctrl+Shift+S"));
    m_save->setToolTip(tr("Save the run: model, optimiser and history (Ctrl+S)"));
    connect(m_openData, &QAction::triggered, this, [this] { chooseData(); });
    connect(m_openRun, &QAction::triggered, this, [this] { open(askForRunFile(m_window)); });
    connect(m_save, &QAction::triggered, &m_saving, &RunSaving::save);
    connect(m_saveAs, &QAction::triggered, &m_saving, &RunSaving::saveAs);
    m_saving.follow(m_reading);
    connect(&session.file(), &RunFile::busyChanged, this, &FileActions::enable);
    connect(&session.file(), &RunFile::written, this, [this](const QString& path) { m_recentRuns.add(path); });
    connect(&m_reading, &Reading::busyChanged, this, &FileActions::enable);
    connect(&m_reading, &Reading::failed, this, [this](const QString& message) {
        showError(m_window->window(), tr("It could not be opened"), message, "trouble.html#open");
    });
    enable();
}

FileActions::~FileActions() = default;

void FileActions::fillBuiltins(QMenu* menu)
{
    for (const BuiltinDataset& set : builtinDatasets()) {
        QAction* action = menu->addAction(QString::fromStdString(set.title));
        action->setEnabled(set.available);
        if (!set.available)
            action->setText(tr("%1 (needs the package %2)").arg(action->text(), QString::fromStdString(set.package)));
        connect(action, &QAction::triggered, this, [this, name = QString::fromStdString(set.name)] { openData(name); });
    }
}

void FileActions::fill(QMenu* fileMenu)
{
    fileMenu->addAction(m_openData);
    fillBuiltins(fileMenu->addMenu(tr("&Built-in data")));
    fileMenu->addAction(m_openRun);
    auto* recent = new RecentMenu(tr("Open re&cent"), m_recentRuns, m_recentData, fileMenu);
    connect(recent, &RecentMenu::runChosen, this, [this](const QString& path) { openRunFile(path); });
    connect(recent, &RecentMenu::dataChosen, this, [this](const QString& path) { chooseData(path); });
    fileMenu->addSeparator();
    fileMenu->addAction(m_save);
    fileMenu->addAction(m_saveAs);
}

void FileActions::enable()
{
    for (QAction* action : {m_openData, m_openRun})
        action->setEnabled(!m_reading.isBusy());
    const bool canSave = m_session.hasRun() && m_saving.isFree();
    m_save->setEnabled(canSave);
    m_saveAs->setEnabled(canSave);
}

void FileActions::open(const QString& path)
{
    if (path.isEmpty())
        return;
    if (looksLikeSafetensors(path.toStdString()) || path.endsWith(".safetensors") || isForeignModel(path.toStdString()))
        openRunFile(path);
    else
        chooseData(QFileInfo(path).absoluteFilePath());
}

OpenDialog& FileActions::dialog()
{
    if (!m_dialog) {
        m_dialog = new OpenDialog(m_recentData.list(), m_window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->page().setBeginning([this](const std::shared_ptr<const Dataset>& data) {
            const RunSpec run = runOn(data);
            const QString loss = lossOfModelText(run, m_session.hasRun() && m_session.isModified());
            return PreviewPage::Beginning{loss.isEmpty() ? run.model : withFittingPreset(run).model, loss};
        });
        m_saving.setFront(m_dialog);
        connect(m_dialog, &OpenDialog::opened, this, &FileActions::takeData);
        connect(
            m_dialog, &OpenDialog::recentForgotten, this, [this](const QString& path) { m_recentData.forget(path); });
        connect(m_dialog, &OpenDialog::runChosen, this, [this](const QString& path) {
            m_dialog->reject();
            m_saving.setFront(nullptr);
            m_dialog = nullptr; // what is asked next is asked over the window
            openRunFile(path);
        });
        if (m_session.hasRun()) {
            SplitSpec split;
            split.seed = m_session.run().training.seed;
            split.validation = m_session.run().training.validation;
            m_dialog->setDefaultSplit(split);
        }
        m_dialog->open();
    }
    return *m_dialog;
}

void FileActions::chooseData(const QString& nameOrPath)
{
    OpenDialog& shown = dialog();
    if (!nameOrPath.isEmpty())
        shown.choose(nameOrPath);
}

void FileActions::changeData()
{
    OpenDialog& shown = dialog();
    if (!m_session.hasRun() || m_session.data()->count() == 0)
        return;
    const RunSpec& run = m_session.run();
    SplitSpec split = run.split;
    split.seed = run.training.seed;
    split.validation = run.training.validation;
    shown.display({QString::fromStdString(run.data->name), run.data->reading, split, true}, run.data);
}

RunSpec FileActions::chosenRun(const DataChoice& choice, const std::shared_ptr<const Dataset>& data) const
{
    RunSpec run = runOn(data);
    run.split = choice.split;
    run.training.validation = choice.split.validation;
    if (m_dialog && m_dialog->page().offer().takesSquaredError())
        run.model = withSquaredError(run.model, data->shape);
    return run;
}

void FileActions::takeData(const DataChoice& choice, const std::shared_ptr<const Dataset>& data)
{
    RunSpec run = chosenRun(choice, data);
    if (data->count() < kMany)
        return askToBegin(choice, run);
    if (!m_reading.isBusy())
        m_reading.start(tr("Choosing %1...").arg(samplesName(data->shape)),
            [this, choice, run](const Progress&) mutable -> Job::Next {
                prepareSplit(run);
                return [this, choice, run] { askToBegin(choice, run); };
            });
}

void FileActions::askToBegin(const DataChoice& choice, const RunSpec& run)
{
    try {
        requireStartable(run);
    } catch (const Error& error) {
        return showFault(error);
    }
    const auto leave = [this, choice, data = run.data, split = run.readySplit] {
        leaveRun(tr("Save the run before opening %1?").arg(shortName(choice.nameOrPath)), [this, choice, data, split] {
            RunSpec wanted = chosenRun(choice, data); // what was changed meanwhile counts
            wanted.readySplit = split;
            beginRun(choice, wanted);
        });
    };
    if (m_dialog && !m_dialog->page().lossOfModel().isEmpty())
        return leave(); // it was said there
    agree(run, leave);
}

void FileActions::agree(const RunSpec& run, const std::function<void()>& next)
{
    const QString misfit = hasOwnLayers(run.model, run.data->shape) ? misfitOf(run) : QString();
    if (misfit.isEmpty())
        return next();
    const QString preset = QString::fromStdString(withFittingPreset(run).model.title);
    askToReplace(m_dialog ? m_dialog.data() : m_window->window(),
        tr("The layers of \"%1\" cannot be trained on %2: %3.")
            .arg(QString::fromStdString(run.model.title), QString::fromStdString(run.data->title), misfit),
        tr("The new run would begin with the preset \"%1\" instead. Layers that are in no file are lost by that.")
            .arg(preset),
        tr("Begin with \"%1\"").arg(preset), next);
}

void FileActions::beginRun(const DataChoice& choice, const RunSpec& run)
{
    try {
        startRun(run);
    } catch (const Error& error) {
        return showFault(error);
    }
    rememberData({choice.nameOrPath, choice.reading, choice.split, true});
    if (m_dialog)
        m_dialog->accept();
}

void FileActions::showFault(const Error& error)
{
    if (m_dialog)
        m_dialog->showFault(QString::fromUtf8(error.what()));
}

void FileActions::openData(const QString& nameOrPath, const ReadOptions& reading, const SplitSpec& split)
{
    RunSpec present = m_session.hasRun() ? m_session.run() : RunSpec{};
    askToRead(nameOrPath,
        [this, nameOrPath, reading, split, plan = std::move(present)](const Progress& progress) mutable -> Job::Next {
            plan.split = split;
            plan.data = openDataset(nameOrPath.toStdString(), reading, progress);
            prepareSplit(plan);
            return [this, plan, nameOrPath, split] {
                RunSpec run = runOn(plan.data); // what was changed meanwhile counts
                run.split = split;
                run.readySplit = plan.readySplit;
                agree(run, [this, run, nameOrPath] { beginOn(nameOrPath, run); });
            };
        });
}

void FileActions::beginOn(const QString& nameOrPath, const RunSpec& run)
{
    try {
        startRun(run);
        rememberData({nameOrPath, run.data->reading, run.split, run.split.limit > 0 || !run.split.classes.empty()});
    } catch (const Error& error) {
        emit m_reading.failed(QString::fromUtf8(error.what()));
    }
}

void FileActions::openRunFile(const QString& path)
{
    if (m_recentRuns.list().contains(path) && isGone(path))
        return showError(m_window->window(), tr("It could not be opened"), path + ": " + goneText(), "trouble.html#open");
    if (isForeignModel(path.toStdString())) {
        emit foreignModelMet(path);
        return;
    }
    if (RunSession* other = m_session.otherIn(path))
        return other->wantFront(); // it is open already
    askToRead(path, runReader(path, [this, path, claim = m_session.file().claim(path)] {
        setOpenedRun(path);
        m_session.setModified(false);
    }));
}

void FileActions::openKeptRun(const QString& path, std::function<void()> opened)
{
    askToRead(tr("the kept run"),
        runReader(path, [then = std::move(opened), claim = m_session.file().claim(path)] { then(); }));
}

void FileActions::askToRead(const QString& name, Reading::Work read)
{
    const QString question = tr("Save the run before opening %1?").arg(shortName(name));
    const QString sentence = tr("Opening %1...").arg(shortName(name));
    leaveRun(question, [this, todo = std::move(read), question, sentence] {
        if (m_reading.isBusy())
            return;
        const bool isGivenUp = m_session.isModified();
        m_reading.start(sentence, [this, todo, question, sentence, isGivenUp](const Progress& progress) -> Job::Next {
            const Job::Next next = todo(progress);
            return [this, next, question, sentence, isGivenUp] {
                isGivenUp ? next() : takeRead(next, question, sentence);
            };
        });
    });
}

void FileActions::takeRead(const Job::Next& next, const QString& question, const QString& sentence)
{
    if (!m_saving.mustAsk())
        return next();
    leaveRun(question, [this, next, sentence] {
        if (!m_reading.isBusy())
            m_reading.start(sentence, [next](const Progress&) { return next; }); // which says what goes wrong
    });
}

RunSpec FileActions::runOn(const std::shared_ptr<const Dataset>& data) const
{
    return runOnData(data, m_session.hasRun() ? &m_session.run() : nullptr);
}

void FileActions::startRun(const RunSpec& run)
{
    const bool wasTraining = m_session.isTraining() || m_saving.holdsTraining();
    const bool isInFile = m_session.hasRun() && !runPath().isEmpty() && !m_session.isModified();
    const bool hasSavedLayers = isInFile && run.model == m_session.run().model;
    std::optional<RunBefore> before;
    if (m_session.hasRun())
        before = {m_session.run().model, withKnobs(m_session.run().training, m_session.knobs())};
    try {
        m_session.startRun(run);
    } catch (const Error& misfit) {
        const bool isAgreed = hasOwnLayers(run.model, run.data->shape);
        if (isAgreed && misfitOf(run).isEmpty())
            throw; // for want of memory, say: the layers are not given up for that
        startOnPreset(run, QString::fromUtf8(misfit.what()), isAgreed);
    }
    if (hasOwnLayers(m_session.run().model, run.data->shape) && !hasSavedLayers)
        m_session.setModified(true); // a model of the user's is in no file
    if (wasTraining)
        m_session.play();
    emit newRunByUser();
    if (before)
        note(*before);
}

void FileActions::note(const RunBefore& before)
{
    if (const QString sentence = newRunNote(m_session.run(), before); !sentence.isEmpty())
        emit newRunNoted(sentence, before);
}

void FileActions::startOnPreset(const RunSpec& run, const QString& misfit, bool isAgreed)
{
    const RunSpec other = withFittingPreset(run);
    m_session.startRun(other);
    const bool isSaid = isAgreed || (m_dialog && !m_dialog->page().lossOfModel().isEmpty());
    if (!isSaid)
        showError(m_window, tr("The model does not fit this data"),
            tr("The model \"%1\" does not fit %2 (%3). The preset \"%4\" was taken instead.")
                .arg(QString::fromStdString(run.model.title), QString::fromStdString(run.data->title), misfit,
                    QString::fromStdString(other.model.title)),
            "trouble.html#fit");
}

Reading::Work FileActions::runReader(const QString& path, std::function<void()> opened)
{
    return [this, path, then = std::move(opened)](const Progress& progress) -> Job::Next {
        const std::shared_ptr<ResumedRun> resumed = takeUp(openRun(path.toStdString(), progress));
        return [this, resumed, then] {
            m_session.startResumed(*resumed);
            then();
            emit newRunByUser();
        };
    };
}

void FileActions::setOpenedRun(const QString& path)
{
    m_session.file().setOpened(path);
    m_recentRuns.add(runPath());
}

void FileActions::rememberData(const DataChoice& choice)
{
    if (!isBuiltinDataset(choice.nameOrPath.toStdString()))
        m_recentData.add(choice);
}

} // namespace isthmus
