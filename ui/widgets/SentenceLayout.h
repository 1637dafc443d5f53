// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace isthmus {

/// Lays a sentence out with the buttons that belong to it: beside them where both have room, else above them, and the
/// buttons in as many rows as they need. The first widget is the sentence. No button is cut short while the layout is
/// as wide as the widest.
class SentenceLayout : public QLayout
{
    Q_OBJECT
public:
    explicit SentenceLayout(QWidget* parent);
    ~SentenceLayout() override;

    /// Puts a button left of the last one.
    void insertBeforeLast(QWidget* button);

    void addItem(QLayoutItem* item) override;
    [[nodiscard]] int count() const override;
    [[nodiscard]] QLayoutItem* itemAt(int index) const override;
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    void setGeometry(const QRect& rect) override;

private:
    /// Buttons that are seen.
    [[nodiscard]] std::vector<QLayoutItem*> buttons() const;
    /// @return the height that all takes within this width; where it isPlacing they are moved there too
    int arrange(const QRect& rect, bool isPlacing) const;
    int arrangeRows(const QRect& rect, bool isPlacing) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
};

} // namespace isthmus
