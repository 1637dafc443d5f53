// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/StatusLine.h"

#include "core/base/Error.h"
#include "core/train/endedSchedule.h"
#include "ui/main/FrameMeter.h"
#include "ui/main/ReadingIndicator.h"
#include "ui/main/TroubleBanner.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/NumberLabel.h"
#include "ui/widgets/lossText.h"
#include "ui/widgets/sampleWords.h"
#include "ui/widgets/windowWords.h"

#include <QHBoxLayout>
#include <QLabel>

#include <cmath>
#include <optional>

namespace isthmus {
namespace {

constexpr int kTelling = 4000; // ms
constexpr int kStatusPace = 250; // ms between two looks at the numbers

QString milliseconds(double value)
{
    return value > 0 ? QString::number(value, 'f', 1) : QString::fromUtf8("–");
}

/// ": test loss 260.0 after epoch 8"; empty before the first evaluation.
QString newestLoss(const RunSession& session)
{
    if (session.history().evaluations.empty())
        return {};
    const EvaluationRecord& newest = session.history().evaluations.back();
    const bool hasValidation = !session.split().validation.empty();
    return QObject::tr(": %1 loss %2 after epoch %3")
        .arg(hasValidation ? QObject::tr("validation") : QObject::tr("test"))
        .arg(lossText(double(newest.loss)), QString::fromStdString(grouped(std::llround(newest.epoch))));
}

QString readySentence(const RunSession& session)
{
    QString ready = QObject::tr("Ready to train on %1: press Space").arg(QString::fromStdString(session.data()->title));
    const std::ptrdiff_t fitted = std::ssize(session.split().train) - std::ssize(session.split().validation);
    const int batch = session.run().training.batchSize;
    if (fitted >= batch)
        return ready;
    return QObject::tr("%1 (its %2 %4 are fewer than a batch of %3, so each step takes all of them)")
        .arg(ready, QString::fromStdString(grouped(fitted)), QString::fromStdString(grouped(batch)),
            samplesName(session.data()->shape));
}

/// That the learning rate is 0 by now, and going on changes nothing; empty where it is not.
QString endedSentence(const RunSession& session)
{
    const TrainSpec& training = session.run().training;
    const std::optional<double> end = endOfRate(training);
    if (!end || session.status().epoch < *end)
        return {};
    return QString::fromStdString(endedScheduleWords(training, *end + 1));
}

QString pausedSentence(const RunSession& session)
{
    if (session.status().step == 0)
        return readySentence(session);
    if (const QString ended = endedSentence(session); !ended.isEmpty())
        return ended;
    return QObject::tr("Paused after step %1; Space goes on, . trains one batch")
        .arg(QString::fromStdString(grouped(session.status().step)));
}

QString earlySentence(const TrainerStatus& status)
{
    const QString why = QObject::tr("Stopped early. %1").arg(QString::fromStdString(status.message));
    return status.shownStep == status.step ? why : QObject::tr("%1. The best epoch is shown").arg(why);
}

QString statusSentence(const RunSession& session)
{
    if (!session.hasRun())
        return QObject::tr("Open data to begin");
    if (!session.canTrain())
        return QObject::tr("Exploring the model of step %1; training is off")
            .arg(QString::fromStdString(grouped(session.status().shownStep)));
    switch (session.status().state) {
    case TrainerState::Running:
        if (const QString ended = endedSentence(session); !ended.isEmpty())
            return ended;
        return QObject::tr("Training on %1%2").arg(QString::fromStdString(session.data()->title), newestLoss(session));
    case TrainerState::Diverged:
        if (isCausePutBack(session))
            break;
        return QObject::tr("Back at step %1, since the loss was no finite number any more; Space goes on from there")
            .arg(QString::fromStdString(grouped(session.status().step)));
    case TrainerState::StoppedEarly:
        return earlySentence(session.status());
    case TrainerState::Failed:
        return QObject::tr("Stopped: %1").arg(QString::fromStdString(session.status().message));
    case TrainerState::Paused:
    case TrainerState::Finished:
        break;
    }
    return pausedSentence(session);
}

} // namespace

StatusLine::StatusLine(RunSession& session, const FrameMeter& meter, QWidget* parent)
    : QStatusBar(parent)
    , m_session(session)
    , m_meter(meter)
    , m_sentence(new ElidedLabel(this))
    , m_reading(new ReadingIndicator(this))
{
    setSizeGripEnabled(false);
    setContentsMargins(12, 0, 12, 0);
    setFixedHeight(26);
    addWidget(m_reading);
    addWidget(m_sentence, 1);
    connect(m_reading, &ReadingIndicator::changed, this, &StatusLine::showSentence);
    m_probe = addNumber(
        tr("probe"), "88.8", tr("ms"), tr("From a move of the hand to its decoded picture; dim: the last one"));
    m_frame =
        addNumber(tr("frame"), "88.8", tr("ms"), tr("Painting what has changed in the window; dim: the last one"));
    m_threads = addNumber({}, "88", tr("threads"), tr("Threads that train"));
    connect(&m_session, &RunSession::statusChanged, this, &StatusLine::showSentence);
    connect(&m_session, &RunSession::historyChanged, this, &StatusLine::showSentence);
    connect(&m_session, &RunSession::knobsChanged, this, &StatusLine::showSentence);
    connect(&m_session, &RunSession::runChanged, this, &StatusLine::showSentence);
    m_telling.setSingleShot(true);
    connect(&m_telling, &QTimer::timeout, this, [this] {
        m_told.clear();
        showSentence();
    });
    connect(&m_pace, &QTimer::timeout, this, &StatusLine::showNumbers);
    m_pace.start(kStatusPace);
    showSentence();
    showNumbers();
}

NumberLabel* StatusLine::addNumber(
    const QString& before, const QString& widest, const QString& after, const QString& toolTip)
{
    auto* group = new QWidget(this);
    group->setToolTip(toolTip);
    auto* row = new QHBoxLayout(group);
    row->setContentsMargins(12, 0, 0, 0);
    row->setSpacing(4);
    const auto addText = [&](const QString& text) {
        auto* label = new QLabel(text, group);
        label->setProperty("dim", true);
        row->addWidget(label);
    };
    if (!before.isEmpty())
        addText(before);
    auto* number = new NumberLabel(widest, group);
    number->setFont(Theme::of(this).body());
    row->addWidget(number);
    addText(after);
    addPermanentWidget(group);
    return number;
}

void StatusLine::follow(Reading& reading)
{
    m_reading->add(reading);
}

void StatusLine::setWork(const QString& work)
{
    m_work = work;
    showSentence();
}

void StatusLine::tell(const QString& sentence)
{
    m_told = sentence;
    m_telling.start(kTelling);
    showSentence();
}

QString StatusLine::sentence() const
{
    return m_sentence->text();
}

void StatusLine::showSentence()
{
    const QString reading = m_reading->sentence();
    const QString news = !reading.isEmpty() ? reading : m_work.isEmpty() ? m_told : m_work;
    const QString text = windowWords(news.isEmpty() ? statusSentence(m_session) : news);
    if (text != m_sentence->text())
        m_sentence->setText(text);
}

void StatusLine::showNumbers()
{
    m_probe->setText(milliseconds(m_meter.probe()));
    m_frame->setText(milliseconds(m_meter.frame()));
    m_probe->setStale(!m_meter.isProbeFresh());
    m_frame->setStale(!m_meter.isFrameFresh());
    m_threads->parentWidget()->findChild<QLabel*>()->setText(m_session.threads() == 1 ? tr("thread") : tr("threads"));
    m_threads->setText(m_session.canTrain() ? QString::number(m_session.threads()) : QString::fromUtf8("–"));
}

} // namespace isthmus
