// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/FigureActions.h"

#include "core/files/PictureGrid.h"
#include "core/runs/Provenance.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/dialogs/Questions.h"
#include "ui/export/FigureButton.h"
#include "ui/export/figureFiles.h"
#include "ui/export/provenanceLater.h"
#include "ui/export/svg.h"
#include "ui/main/FileActions.h"
#include "ui/main/whyProtected.h"
#include "ui/session/RunSession.h"
#include "ui/session/runName.h"
#include "ui/widgets/Figure.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>

#include <algorithm>
#include <memory>

namespace isthmus {

namespace {

constexpr double kVectorScale = 4; // pixels per logical pixel of what is no lines in SVG and PDF

/// A picture in the forms that other programs take.
struct Copied
{
    QImage image;
    QByteArray png;
    QByteArray svg;
};

void putIntoClipboard(const Copied& copied)
{
    auto* mime = new QMimeData;
    mime->setImageData(copied.image);
    mime->setData("image/png", copied.png);
    mime->setData("image/svg+xml", copied.svg);
    QApplication::clipboard()->setMimeData(mime);
}

} // namespace

FigureActions::FigureActions(RunSession& session, const FileActions& files, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_files(files)
    , m_window(window)
    , m_copyActive(new QAction(tr("&Copy the active panel"), this))
{
    m_copyActive->setShortcut(QKeySequence::Copy);
    connect(m_copyActive, &QAction::triggered, this, &FigureActions::copyActivePanel);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        if (const Panel* around = panelAround(now))
            m_active = around->id;
    });
    connect(&m_writing, &Job::busyChanged, this, [this] {
        enable();
        if (!m_writing.isBusy())
            emit work({});
    });
    connect(&m_writing, &Job::failed, this, &FigureActions::showFault);
}

void FigureActions::showFault(const QString& sentence)
{
    showError(m_window, tr("The picture could not be saved"), sentence, "trouble.html#save");
}

FigureButton* FigureActions::add(const QString& id, const QString& title, QWidget* view)
{
    Figure* figure = figureOf(view);
    if (!figure)
        return nullptr;
    Panel panel{id, title, view, figure, new QMenu(title, m_window), nullptr, nullptr};
    makeMenu(panel);
    m_panels.push_back(panel);
    view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(view, &QWidget::customContextMenuRequested, panel.menu,
        [view, menu = panel.menu](QPoint place) { menu->popup(view->mapToGlobal(place)); });
    if (view->focusPolicy() == Qt::NoFocus && !view->focusProxy())
        view->setFocusPolicy(Qt::ClickFocus); // so that a click makes it the active one
    auto* button = new FigureButton(title, panel.menu, view);
    return figure->takeFigureButton(button) ? nullptr : button;
}

void FigureActions::makeMenu(Panel& panel)
{
    panel.save = panel.menu->addAction(tr("&Save picture..."));
    panel.copy = panel.menu->addAction(tr("&Copy picture"));
    panel.menu->addSeparator();
    m_options.fill(panel.menu);
    connect(panel.menu, &QMenu::aboutToShow, this, &FigureActions::enable);
    connect(panel.save, &QAction::triggered, this, [this, id = panel.id] { save(id); });
    connect(panel.copy, &QAction::triggered, this, [this, id = panel.id] { copy(id); });
}

void FigureActions::fill(QMenu* exportMenu)
{
    std::vector<std::pair<QString, QAction*>> actions;
    for (const Panel& each : m_panels) {
        QAction* action = exportMenu->addAction(tr("%1...").arg(each.title));
        connect(action, &QAction::triggered, this, [this, id = each.id] { save(id); });
        actions.emplace_back(each.id, action);
    }
    connect(exportMenu, &QMenu::aboutToShow, this, [this, actions] {
        for (const auto& [id, action] : actions)
            action->setEnabled(canDraw(panel(id)) && !m_writing.isBusy());
    });
    exportMenu->addSeparator();
    exportMenu->addAction(m_copyActive);
    exportMenu->addSeparator();
    m_options.fill(exportMenu);
}

QMenu* FigureActions::menu(const QString& id) const
{
    return panel(id).menu;
}

const FigureActions::Panel& FigureActions::panel(const QString& id) const
{
    return *std::find_if(m_panels.begin(), m_panels.end(), [&](const Panel& each) { return each.id == id; });
}

const FigureActions::Panel* FigureActions::panelAround(const QWidget* widget) const
{
    const auto found = std::find_if(m_panels.begin(), m_panels.end(),
        [&](const Panel& each) { return widget && (each.view == widget || each.view->isAncestorOf(widget)); });
    return found == m_panels.end() ? nullptr : &*found;
}

bool FigureActions::canDraw(const Panel& panel)
{
    return panel.view->isVisible() && !panel.figure->figureSize().isEmpty();
}

bool FigureActions::isReady(const Panel& panel)
{
    if (m_writing.isBusy() || !m_session.hasRun() || !m_session.snapshot())
        return false;
    if (!canDraw(panel))
        emit told(tr("%1 shows nothing yet").arg(panel.title));
    return canDraw(panel);
}

void FigureActions::enable()
{
    for (const Panel& each : m_panels)
        for (QAction* action : {each.save, each.copy})
            action->setEnabled(!m_writing.isBusy() && canDraw(each));
}

QString FigureActions::titleOf(const Panel& panel) const
{
    return tr("%1 of %2").arg(panel.title, QString::fromStdString(m_session.run().model.title));
}

std::vector<std::pair<QString, QString>> FigureActions::figures() const
{
    std::vector<std::pair<QString, QString>> list;
    for (const Panel& each : m_panels)
        list.emplace_back(each.id, each.title);
    return list;
}

std::optional<Drawing> FigureActions::draw(const QString& id, double scale) const
{
    const Panel& wanted = panel(id);
    return canDraw(wanted) ? std::optional(record(wanted, scale)) : std::nullopt;
}

Drawing FigureActions::record(const Panel& panel, double scale) const
{
    return recordFigure(*panel.figure, m_options.look(), scale);
}

void FigureActions::save(const QString& id)
{
    if (!isReady(panel(id)))
        return;
    const QString name =
        QString("%1-%2-step-%3").arg(id, nameForFiles(m_session), QString::number(m_session.snapshot()->record.step));
    const QString path = askWhereToSaveFigure(m_window, name.simplified().replace(' ', '-'), figureFilter());
    if (!path.isEmpty())
        saveTo(id, path);
}

void FigureActions::saveTo(const QString& id, const QString& path)
{
    const Panel& chosen = panel(id);
    if (!isReady(chosen))
        return;
    if (const QString why = whyProtected(path, m_session, m_files.runPath()); !why.isEmpty())
        return showFault(path + ": " + why);
    const FigureFormat* format = figureFormatOf(path);
    const double scale = format && format->isVector ? kVectorScale : m_options.scale();
    emit work(tr("Saving %1...").arg(QFileInfo(path).fileName()));
    m_writing.start([this, path, scale, drawing = record(chosen, scale), title = titleOf(chosen),
                        origin = provenanceLater(m_session)]() -> Job::Next {
        saveFigure(path, drawing, scale, title, origin());
        return [this, path] { emit told(tr("Saved %1").arg(path)); };
    });
}

void FigureActions::copy(const QString& id)
{
    const Panel& chosen = panel(id);
    if (!isReady(chosen))
        return;
    const double scale = m_options.scale();
    m_writing.start([this, scale, drawing = record(chosen, scale), title = titleOf(chosen), name = chosen.title,
                        origin = provenanceLater(m_session)]() -> Job::Next {
        const Provenance provenance = origin();
        Copied copied{drawing.image(scale), {}, svgOf(drawing, title, provenance)};
        copied.png = QByteArray::fromStdString(pngOf(copied.image, textFields(provenance)));
        return [this, copied, name] {
            putIntoClipboard(copied);
            emit told(tr("Copied the picture of %1").arg(name));
        };
    });
}

void FigureActions::copyActivePanel()
{
    const Panel* active = m_active.isEmpty() ? nullptr : &panel(m_active);
    if (!active || !active->view->isVisible()) {
        const auto shown = std::find_if(m_panels.begin(), m_panels.end(), &FigureActions::canDraw);
        active = shown == m_panels.end() ? nullptr : &*shown;
    }
    if (active)
        copy(active->id);
}

} // namespace isthmus
