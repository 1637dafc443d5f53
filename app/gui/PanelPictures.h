// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <memory>
#include <vector>

class QWidget;

namespace isthmus {

class Figure;
class RunSession;
struct ThemeTokens;

/// Leaves a picture of each panel in a folder, in the dark and in the light, as the guide shows them: small, and in few
/// colours. Of a saved run, which does not train meanwhile. The panels are its own, of one size on any screen, and
/// there before the run, as those of the window are. Ends the program.
class PanelPictures : public QObject
{
    Q_OBJECT
public:
    PanelPictures(QString folder, RunSession& session);
    ~PanelPictures() override;

    /// Called when the session has its run.
    void begin();

private:
    struct Panel
    {
        QString name;
        std::unique_ptr<QWidget> view;
        Figure* figure;
    };

    void watch();
    void saveAll();
    [[nodiscard]] bool save(const Panel& panel, const ThemeTokens& look, const QString& end) const;

    QString m_folder;
    std::vector<Panel> m_panels;
    QTimer m_timer;
    int m_looks = 0; ///< how often the panels were looked at in vain
};

} // namespace isthmus
