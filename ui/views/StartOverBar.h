// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/models/ModelSpec.h"
#include "core/train/TrainSpec.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace isthmus {

class Session;

/// Line under settings that cannot change while a run goes on: an Apply button that says that it starts a new run,
/// shown when something differs. Asks first where there is training to lose. What does not fit is said in words
/// beneath, and the run stays.
class StartOverBar : public QWidget
{
    Q_OBJECT
public:
    explicit StartOverBar(Session& session, QWidget* parent = nullptr);

    /// Whether something differs from the run. Takes an older complaint away.
    void setPending(bool pending);

    /// Says why what was typed cannot be; there is nothing to apply then.
    void complain(const QString& sentence);

    /// Starts the run.
    void startOver(const ModelSpec& model, const TrainSpec& training);

    [[nodiscard]] QPushButton& button() { return *m_apply; }
    [[nodiscard]] QString complaint() const;

signals:
    void applied(); ///< the user wants it, and was asked if need be

private:
    void ask();

    Session& m_session;
    QWidget* m_offer;
    QPushButton* m_apply;
    QLabel* m_complaint;
};

} // namespace isthmus
