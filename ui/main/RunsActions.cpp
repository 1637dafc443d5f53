// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunsActions.h"

#include "core/base/Error.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/RunDialog.h"
#include "ui/main/newRun.h"
#include "ui/session/Workbench.h"

#include <QAction>
#include <QWidget>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

QString tipOf(const QString& sentence, const QAction& action)
{
    return QString("%1 (%2)").arg(sentence, action.shortcut().toString(QKeySequence::NativeText));
}

/// @param obstacle  why it cannot be done now; empty: it can
void offer(QAction& action, const QString& tip, const QString& obstacle)
{
    action.setEnabled(obstacle.isEmpty());
    action.setToolTip(obstacle.isEmpty() ? tip : obstacle);
    action.setStatusTip(obstacle);
}

} // namespace

RunsActions::RunsActions(Workbench& bench, QWidget* window)
    : QObject(window)
    , m_bench(bench)
    , m_window(window)
    , m_newRun(new QAction(tr("&New run..."), this))
    , m_duplicate(new QAction(tr("D&uplicate as..."), this))
    , m_openBeside(new QAction(tr("Open run &beside..."), this))
    , m_close(new QAction(tr("&Close this run"), this))
{
    m_newRun->setShortcut(QKeySequence("Ctrl+N"));
    m_duplicate->setShortcut(QKeySequence("Ctrl+Shift+N"));
    m_close->setShortcut(QKeySequence("Ctrl+W"));
    connect(m_newRun, &QAction::triggered, this, [this] {
        RunSpec run = m_bench.active().run();
        const TrainSpec before = run.training;
        run = withPreset(run, firstPreset(*run.data));
        run.training.seed = before.seed;
        run.training.validation = before.validation;
        ask(tr("New run"), run);
    });
    connect(m_duplicate, &QAction::triggered, this, [this] {
        RunSpec run = m_bench.active().run();
        run.training = withKnobs(run.training, m_bench.active().knobs());
        ask(tr("Duplicate as"), run);
    });
    connect(m_openBeside, &QAction::triggered, this, &RunsActions::openBesideWanted);
    connect(m_close, &QAction::triggered, this, &RunsActions::closeWanted);
    for (const auto& [keys, by] : {std::pair{"Ctrl+PgDown", 1}, std::pair{"Ctrl+PgUp", -1}}) {
        auto* go = new QAction(by > 0 ? tr("Next run") : tr("Previous run"), this);
        go->setShortcut(QKeySequence(keys));
        connect(go, &QAction::triggered, this, [this, by = by] { goTo(by); });
        m_window->addAction(go);
    }
    connect(&bench, &Workbench::changed, this, &RunsActions::enable);
    enable();
}

QString RunsActions::obstacle() const
{
    const RunSession& run = m_bench.active();
    if (m_bench.isFull())
        return tr("%1 runs are open, and there can be no more; close one first").arg(Workbench::kMostRuns);
    return run.hasRun() && run.data()->count() > 0 ? QString() : tr("There is no data here to train on");
}

void RunsActions::enable()
{
    const RunSession& run = m_bench.active();
    const bool isDecoder = run.hasRun() && !run.run().model.hasEncoder();
    const QString none = obstacle();
    const QString noDuplicate = none.isEmpty() && isDecoder ? tr("A model without an encoder cannot be trained") : none;
    offer(*m_newRun, tipOf(tr("A further run on the same data, beside this one"), *m_newRun), none);
    offer(
        *m_duplicate, tipOf(tr("The same run once more, with another seed or other knobs"), *m_duplicate), noDuplicate);
    offer(*m_openBeside, tr("Open a saved run beside this one, which stays"), m_bench.isFull() ? none : QString());
    offer(*m_close, tipOf(tr("Close the run in front; the others stay"), *m_close),
        m_bench.runs().size() > 1 ? QString() : tr("This is the only run that is open"));
}

void RunsActions::ask(const QString& title, const RunSpec& first)
{
    auto* dialog = new RunDialog(title, first, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { open(dialog->run()); });
    dialog->open();
}

void RunsActions::open(const RunSpec& run)
{
    try {
        RunSession& fresh = m_bench.add();
        try {
            fresh.startRun(run);
        } catch (const Error&) {
            m_bench.close(fresh);
            throw;
        }
        m_bench.setActive(fresh);
    } catch (const Error& error) {
        showError(m_window, tr("The run could not be opened"), QString::fromUtf8(error.what()), "trouble.html#runs");
    }
}

void RunsActions::goTo(int by)
{
    const auto& runs = m_bench.runs();
    const auto place = std::find(runs.begin(), runs.end(), &m_bench.active()) - runs.begin();
    const auto count = static_cast<std::ptrdiff_t>(runs.size());
    m_bench.setActive(*runs[static_cast<std::size_t>((place + by + count) % count)]);
}

} // namespace isthmus
