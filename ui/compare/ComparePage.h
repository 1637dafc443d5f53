// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QWidget>

#include <vector>

class QAction;
class QLabel;
class QSplitter;
class QStackedLayout;
class QToolButton;

namespace isthmus {

class FingerprintReader;
class LinkedCursor;
class LinkedProbe;
class RunTitles;
class RunSession;
class Workbench;
struct ComparingViewType;

/// Two to four runs under one cursor, in the views of comparingViews(). Below two runs it says how to come by a second
/// one. While it is seen, all runs are watched; else only the active one, which is the window's matter. Lives on the
/// window's thread.
class ComparePage : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePage(Workbench& bench, QWidget* parent = nullptr);
    ~ComparePage() override;

    /// Trains all runs that can, or pauses them if any trains (Space).
    [[nodiscard]] QAction& playAll() const { return *m_playAll; }
    /// What is said above the views, or in their place; empty: nothing needs to be said.
    [[nodiscard]] QString note() const;

    /// How the borders between the views stand, to be kept from session to session.
    [[nodiscard]] QByteArray saveLayout() const;
    /// Places the borders as they were saved; leaves them where that was of other views.
    void restoreLayout(const QByteArray& saved);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    QSplitter* addSplitter(Qt::Orientation orientation, QWidget* parent);
    QWidget* makeHead();
    QWidget* makeViews();
    QWidget* makePanel(const ComparingViewType& type, QWidget* parent);
    void join(RunSession& run);
    void watch();
    void togglePlay();
    void showState();
    void showIcon();
    [[nodiscard]] bool isAnyTraining() const;
    [[nodiscard]] QString sentence() const;

    Workbench& m_bench;
    RunTitles* m_titles;
    FingerprintReader* m_fingerprints;
    LinkedCursor* m_cursor;
    LinkedProbe* m_probe;
    QAction* m_playAll;
    QToolButton* m_playButton;
    QLabel* m_note;
    QLabel* m_empty; ///< label in place of the views
    QStackedLayout* m_stack;
    std::vector<QSplitter*> m_splitters;
};

} // namespace isthmus
