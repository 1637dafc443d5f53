// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/RunExports.h"

#include <QDialog>

#include <functional>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace isthmus {

/// Asks what of a run is written and where, and shows how far writing is. It writes nothing itself: who opened it hears
/// wanted(), tells it of progress, and closes it or says what went wrong. Escape cancels.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// @param source      source of the numbers, for which choices are offered
    /// @param suggestion  path without suffix
    /// @param moment      sentence about the weights that are taken
    ExportDialog(const ExportType& type, const ExportSource& source, const QString& suggestion, const QString& moment,
        QWidget* parent);

    /// Called with a path that must not be written over, such as the data's; returns a sentence why not, or nothing.
    void setForbidden(std::function<QString(const QString& path)> reason);

    [[nodiscard]] bool isWriting() const { return m_isWriting; }

public slots:
    /// @param done  share of the work, [0, 1]
    void showProgress(double done);
    /// Goes back to the choices, with what went wrong in one sentence; empty: it was cancelled.
    void showFailure(const QString& sentence);

    void reject() override;

signals:
    void wanted(const QString& path, const std::vector<int>& chosen);
    void cancelled(); ///< the user cancelled while writing; showFailure() follows

private:
    void browse();
    void look();
    void say(const QString& sentence); ///< empty: nothing
    void accepted();
    void setWriting(bool isWriting);
    [[nodiscard]] QString path() const; ///< the whole one; empty: nothing is typed

    const ExportType& m_type;
    std::vector<QComboBox*> m_choices;
    std::vector<QWidget*> m_rows; ///< rows that are locked while writing
    QLineEdit* m_path;
    QLabel* m_note;
    QProgressBar* m_bar;
    QPushButton* m_export;
    std::function<QString(const QString&)> m_forbidden;
    bool m_isWriting = false;
};

} // namespace isthmus
