// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/PanelPictures.h"

#include "app/gui/fewColours.h"
#include "ui/export/figureFiles.h"
#include "ui/session/RunSession.h"
#include "ui/theme/tokens.h"
#include "ui/views/views.h"
#include "ui/widgets/Figure.h"

#include <QAction>
#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace isthmus {
namespace {

constexpr int kPause = 500; // ms between two looks
constexpr int kSettle = 3000; // ms after all panels have something to show: until it is all of it
constexpr int kMostLooks = 120;
constexpr int kColours = 64;

struct Wanted
{
    const char* view;
    const char* name; ///< name of the file
    QSize size; ///< logical pixels
    bool hasGrid; ///< whether a grid of decoded pictures is behind the points
};

std::vector<Wanted> wantedPictures()
{
    return {
        {"model", "model", {300, 420}, false},
        {"hand", "hand", {300, 420}, false},
        {"reconstructions", "reconstructions", {400, 360}, false},
        {"loss", "loss", {620, 240}, false},
        {"latent", "plane", {560, 380}, false},
        {"latent", "plane-grid", {480, 330}, true},
    };
}

std::unique_ptr<QWidget> makeView(const Wanted& wanted, RunSession& session)
{
    const std::vector<ViewType>& types = viewTypes();
    const auto type =
        std::find_if(types.begin(), types.end(), [&](const ViewType& each) { return wanted.view == QString(each.id); });
    std::unique_ptr<QWidget> view(type->make(session, nullptr));
    view->resize(wanted.size);
    view->show();
    if (wanted.hasGrid)
        for (QAction* action : view->findChildren<QAction*>())
            if (action->shortcut() == QKeySequence(Qt::Key_G))
                action->trigger();
    return view;
}

} // namespace

PanelPictures::PanelPictures(QString folder, RunSession& session)
    : m_folder(std::move(folder))
{
    for (const Wanted& wanted : wantedPictures()) {
        std::unique_ptr<QWidget> view = makeView(wanted, session);
        Figure* figure = figureOf(view.get());
        m_panels.push_back({wanted.name, std::move(view), figure});
    }
    connect(&m_timer, &QTimer::timeout, this, &PanelPictures::watch);
}

PanelPictures::~PanelPictures() = default;

void PanelPictures::begin()
{
    m_timer.start(kPause);
}

void PanelPictures::watch()
{
    const bool isReady = std::all_of(
        m_panels.begin(), m_panels.end(), [](const Panel& panel) { return !panel.figure->figureSize().isEmpty(); });
    if (!isReady && ++m_looks < kMostLooks)
        return;
    m_timer.stop();
    QTimer::singleShot(kSettle, this, &PanelPictures::saveAll);
}

void PanelPictures::saveAll()
{
    bool areSaved = QDir().mkpath(m_folder);
    for (const Panel& panel : m_panels)
        if (!panel.figure->figureSize().isEmpty())
            areSaved = save(panel, darkTokens(), "-dark.png") && save(panel, lightTokens(), "-light.png") && areSaved;
    QCoreApplication::exit(areSaved ? 0 : 1);
}

bool PanelPictures::save(const Panel& panel, const ThemeTokens& look, const QString& end) const
{
    const QString path = QDir(m_folder).filePath(panel.name + end);
    constexpr int kSmallest = 0; // of PNG's qualities: packed as tightly as can be
    const bool isSaved =
        fewColours(recordFigure(*panel.figure, look, 1).image(1), kColours).save(path, "png", kSmallest);
    if (!isSaved)
        std::fprintf(stderr, "isthmus: %s: the picture could not be written\n", qPrintable(path));
    return isSaved;
}

} // namespace isthmus
