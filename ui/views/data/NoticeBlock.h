// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QLabel;
class QPushButton;

namespace isthmus {

/// Notices about the data, in room that does not grow with them: what takes more than two lines or so folds to the
/// beginning of the first one and a button, "4 notices". Hidden where there are none. Other notices fold it again.
class NoticeBlock : public QWidget
{
    Q_OBJECT
public:
    explicit NoticeBlock(QWidget* parent = nullptr);

    void setNotices(const QStringList& notices);

    [[nodiscard]] QPushButton& more() const { return *m_more; }
    [[nodiscard]] bool isFolded() const { return m_isFolded; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fold(bool folded);
    void arrange();

    QStringList m_notices;
    QLabel* m_all;
    QLabel* m_first; ///< beginning of the first one
    QPushButton* m_more;
    bool m_isFolded = false;
};

} // namespace isthmus
