// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/ReadingIndicator.h"

#include "ui/main/Reading.h"
#include "ui/theme/Theme.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

#include <algorithm>
#include <chrono>

namespace isthmus {
namespace {

constexpr int kWidth = 120;
constexpr int kWhole = 1000;
constexpr std::chrono::milliseconds kPoll{50};

} // namespace

ReadingIndicator::ReadingIndicator(QWidget* parent)
    : QWidget(parent)
    , m_bar(new QProgressBar(this))
    , m_cancel(new QToolButton(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 6, 0);
    row->setSpacing(8);
    row->addWidget(m_bar);
    row->addWidget(m_cancel);
    m_bar->setRange(0, kWhole);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(kWidth);
    m_bar->setAccessibleName(tr("Reading"));
    m_cancel->setText(tr("Cancel"));
    m_cancel->setToolTip(tr("Stop reading and keep the present run"));
    m_cancel->setObjectName("cancel-reading");
    m_cancel->setFont(Theme::of(this).small());
    m_cancel->setStyleSheet("QToolButton { padding: 0px 6px; min-height: 16px; }");
    m_cancel->setFocusPolicy(Qt::TabFocus);
    m_poll.setInterval(kPoll);
    connect(&m_poll, &QTimer::timeout, this, &ReadingIndicator::showProgress);
    connect(m_cancel, &QToolButton::clicked, this, [this] {
        if (Reading* reading = current())
            reading->cancel();
    });
    hide();
}

void ReadingIndicator::add(Reading& reading)
{
    m_readings.push_back(&reading);
    connect(&reading, &Reading::busyChanged, this, &ReadingIndicator::showState);
    connect(&reading, &QObject::destroyed, this, [this, gone = &reading] { std::erase(m_readings, gone); });
}

Reading* ReadingIndicator::current() const
{
    const auto busy =
        std::find_if(m_readings.begin(), m_readings.end(), [](const Reading* each) { return each->isBusy(); });
    return busy == m_readings.end() ? nullptr : *busy;
}

QString ReadingIndicator::sentence() const
{
    const Reading* reading = current();
    return reading ? reading->sentence() : QString();
}

void ReadingIndicator::showState()
{
    const bool isReading = current() != nullptr;
    isReading ? m_poll.start() : m_poll.stop();
    showProgress();
    setVisible(isReading);
    emit changed();
}

void ReadingIndicator::showProgress()
{
    const Reading* reading = current();
    const int done = reading ? static_cast<int>(kWhole * reading->progress()) : 0;
    m_bar->setValue(done);
}

} // namespace isthmus
