// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/PeriodicSave.h"

#include "core/base/Error.h"
#include "core/runs/RunFile.h"

#include <cstdio>
#include <utility>

namespace isthmus {

namespace {

constexpr double kDefaultSeconds = 60;

} // namespace

PeriodicSave::PeriodicSave(std::string path, double seconds)
    : m_path(std::move(path))
    , m_pace(seconds)
{
}

Options PeriodicSave::options()
{
    return {{"save-every", "SECONDS",
        "save RUN so often while it trains, the old one stays until the new one is whole; 0: at the end alone "
        "(default: 60)"}};
}

double PeriodicSave::chosenSeconds(const Arguments& arguments)
{
    return arguments.number("save-every", kDefaultSeconds, 0);
}

void PeriodicSave::look(Trainer& trainer)
{
    if (m_pace.count() <= 0)
        return;
    if (const auto state = trainer.takeCheckpoint()) {
        m_isAsked = false;
        if (state->step != m_savedStep)
            write(*state);
        m_saved = Clock::now();
    } else if (!m_isAsked && Clock::now() - m_saved >= m_pace) {
        m_isAsked = true;
        trainer.requestCheckpoint();
    }
}

void PeriodicSave::finish(const Checkpoint& state)
{
    try {
        writeRunFile(m_path, state);
    } catch (const Error& error) {
        const std::string kept = m_savedStep > 0 ? "; it still holds step " + grouped(m_savedStep) : "";
        throw Error(error.what() + kept);
    }
}

void PeriodicSave::write(const Checkpoint& state)
{
    try {
        writeRunFile(m_path, state);
        m_savedStep = state.step;
        m_hasFailed = false;
    } catch (const Error& error) {
        if (!std::exchange(m_hasFailed, true))
            std::fprintf(stderr, "isthmus-cli: %s; training goes on, and saving is tried again every %s s\n",
                error.what(), shortNumber(m_pace.count()).c_str());
    }
}

} // namespace isthmus
