// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/RunsActions.h"

#include "core/base/Error.h"
#include "core/runs/Presets.h"
#include "ui/dialogs/Questions.h"
#include "ui/dialogs/RunDialog.h"
#include "ui/session/Workbench.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

namespace isthmus {

RunsActions::RunsActions(Workbench& bench, QWidget* window)
    : QObject(window)
    , m_bench(bench)
    , m_window(window)
    , m_newRun(new QAction(tr("&New run..."), this))
    , m_duplicate(new QAction(tr("D&uplicate as..."), this))
    , m_close(new QAction(tr("&Close this run"), this))
{
    m_newRun->setShortcut(QKeySequence("Ctrl+N"));
    m_duplicate->setShortcut(QKeySequence("Ctrl+Shift+N"));
    m_close->setShortcut(QKeySequence("Ctrl+W"));
    m_newRun->setToolTip(tr("A further run on the same data, beside this one (%1)")
                             .arg(m_newRun->shortcut().toString(QKeySequence::NativeText)));
    connect(m_newRun, &QAction::triggered, this, [this] {
        RunSpec run = m_bench.active().run();
        const Preset preset = loadPreset(kFirstPreset);
        run.model = preset.model;
        const TrainSpec before = std::exchange(run.training, preset.training);
        run.training.seed = before.seed;
        run.training.validation = before.validation;
        ask(tr("New run"), run);
    });
    connect(m_duplicate, &QAction::triggered, this, [this] {
        RunSpec run = m_bench.active().run();
        run.training = withKnobs(run.training, m_bench.active().knobs());
        ask(tr("Duplicate as"), run);
    });
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

void RunsActions::enable()
{
    const RunSession& run = m_bench.active();
    const bool hasImages = run.hasRun() && run.data()->count() > 0;
    m_newRun->setEnabled(hasImages && !m_bench.isFull());
    m_duplicate->setEnabled(hasImages && !m_bench.isFull() && run.run().model.hasEncoder());
    m_close->setEnabled(m_bench.runs().size() > 1);
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
        m_bench.requireRoomFor(run);
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
