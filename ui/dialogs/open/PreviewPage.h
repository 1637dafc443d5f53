// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/datasets/DatasetPreview.h"
#include "core/models/ModelSpec.h"

#include <QWidget>

#include <functional>
#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace isthmus {

class ElidedLabel;
class LossOffer;
class ThumbnailGrid;

/// The middle of the open dialog: what a data set is before it is opened, or in one sentence why it cannot be.
class PreviewPage : public QWidget
{
    Q_OBJECT
public:
    /// What a run on the data would begin with.
    struct Beginning
    {
        ModelSpec model;
        QString lossOfModel; ///< sentence about the present model, whose place that one takes; empty: it is that model
    };

    explicit PreviewPage(QWidget* parent = nullptr);

    /// Sets who knows what a run on data would begin with; else nothing is said of a model.
    void setBeginning(std::function<Beginning(const std::shared_ptr<const Dataset>& dataset)> beginning);

    void showTitle(const QString& title, const QString& path);
    /// Shows a hint while nothing is chosen.
    void showHint();
    void showPreview(const std::shared_ptr<const Dataset>& dataset, const DatasetPreview& preview);
    /// Shows that reading goes on: what is shown will soon be something else. A first reading shows nothing.
    void showReading();
    /// @param action  text of the button below; empty: there is none
    void showMessage(const QString& sentence, const QString& action, bool isFault);

    [[nodiscard]] ThumbnailGrid& thumbnails() { return *m_thumbnails; }
    [[nodiscard]] LossOffer& offer() { return *m_offer; }
    /// The text in place of a preview; empty while there is one.
    [[nodiscard]] QString message() const;
    /// What was said of the present model, which does not fit the data that is shown; empty: it does.
    [[nodiscard]] QString lossOfModel() const;
    /// The facts as text, for tests: "Images: 60,000 train".
    [[nodiscard]] QStringList facts() const;

signals:
    void actionWanted(); ///< the button below a message
    /// A field is to have this text, as readFields() writes it: rows of numbers are to be pictures, say.
    void choiceWanted(const QString& field, const QString& text);
    void labelWanted(); ///< another column is to be the label

private:
    QWidget* makePreview();
    QWidget* makeMessage();
    void showModel(const std::shared_ptr<const Dataset>& dataset);
    void showFacts(const Dataset& dataset, const DatasetPreview& preview);
    void retheme();

    QLabel* m_title;
    ElidedLabel* m_path;
    QStackedWidget* m_pages;
    ThumbnailGrid* m_thumbnails;
    QLabel* m_tooLarge;
    QWidget* m_facts = nullptr;
    QVBoxLayout* m_factsPlace;
    QPushButton* m_suggestion;
    LossOffer* m_offer;
    QLabel* m_lossOfModel;
    std::function<Beginning(const std::shared_ptr<const Dataset>& dataset)> m_beginning;
    QLabel* m_notices;
    QPushButton* m_label; ///< offers other columns beside the notices about a table
    QWidget* m_above; ///< empty, keeps the hint in the middle
    QLabel* m_message;
    QPushButton* m_action;
    QPushButton* m_help; ///< button that says what to do about a fault
    bool m_isFault = false;
    int m_side = 0; ///< side of the pictures that the suggestion means
};

} // namespace isthmus
