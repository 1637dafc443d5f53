// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/Patience.h"
#include "tests/ui/session/WindowRun.h"
#include "ui/session/RunSession.h"
#include "ui/theme/Theme.h"
#include "ui/views/hand/HandView.h"

#include <QApplication>
#include <QPushButton>
#include <QTest>

namespace isthmus::test {

/// A hand's panel over a real session with a small model, paused; base of the classes that test it.
class HandFixture : public QObject
{
protected:
    void open()
    {
        m_session = std::make_unique<RunSession>(nullptr, 1);
        m_view = std::make_unique<HandView>(*m_session);
        m_view->resize(376, 340);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get(), kPatience));
        m_session->startRun(windowRun());
        QTRY_VERIFY(m_session->snapshot());
    }

    void close()
    {
        m_view.reset();
        m_session.reset();
    }

    [[nodiscard]] QPushButton* button(const QString& text) const
    {
        for (auto* candidate : m_view->findChildren<QPushButton*>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }

    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<HandView> m_view;
};

} // namespace isthmus::test
