// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/nn/LayerSpec.h"
#include "ui/dialogs/model/LayerRow.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <vector>

namespace isthmus::test {

inline constexpr ModelPart kEncoder = ModelPart::Encoder;
inline constexpr ModelPart kDecoder = ModelPart::Decoder;

/// Chooses a type in the list that is open, as the mouse does.
inline void choose(QWidget& table, const QString& label)
{
    auto* menu = table.findChild<QMenu*>("layer-types");
    QVERIFY(menu && menu->isVisible());
    for (QAction* action : menu->actions()) {
        if (action->text() == label) {
            QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(action).center());
            return;
        }
    }
    QFAIL("no such type");
}

inline void type(QWidget* field, const QString& text)
{
    QTest::keyClick(field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(field, text);
}

inline QStringList typesOf(const std::vector<LayerSpec>& layers)
{
    QStringList names;
    for (const LayerSpec& layer : layers)
        names << QString::fromStdString(layer.type);
    return names;
}

inline void clickRow(LayerRow& row)
{
    QTest::mouseClick(&row, Qt::LeftButton, {}, QPoint(4, row.height() / 2));
}

} // namespace isthmus::test
