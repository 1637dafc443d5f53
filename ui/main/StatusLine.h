// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>
#include <QTimer>

namespace isthmus {

class ElidedLabel;
class FrameMeter;
class NumberLabel;
class Reading;
class ReadingIndicator;
class RunSession;

/// The bar at the bottom: left one sentence on what is going on, right how fast the window answers.
class StatusLine : public QStatusBar
{
    Q_OBJECT
public:
    StatusLine(RunSession& session, const FrameMeter& meter, QWidget* parent);

    /// Shows what this one reads while it does, with a button that gives it up.
    /// @param reading  outlives this
    void follow(Reading& reading);

    /// Shows other work in progress, such as "Loading Fashion-MNIST...", until it is called with an empty text.
    void setWork(const QString& work);

    /// Shows what has been done, such as "Copied the picture of Loss", for some seconds.
    void tell(const QString& sentence);

    /// Adds something behind the numbers.
    void addIndicator(QWidget* indicator) { addPermanentWidget(indicator); }

    [[nodiscard]] QString sentence() const;

private:
    NumberLabel* addNumber(const QString& before, const QString& widest, const QString& after, const QString& toolTip);
    void showSentence();
    void showNumbers();

    RunSession& m_session;
    const FrameMeter& m_meter;
    QString m_work;
    QString m_told;
    QTimer m_telling;
    ElidedLabel* m_sentence;
    ReadingIndicator* m_reading;
    NumberLabel* m_probe;
    NumberLabel* m_frame;
    NumberLabel* m_threads;
    QTimer m_pace;
};

} // namespace isthmus
