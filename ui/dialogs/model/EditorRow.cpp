// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/model/EditorRow.h"

#include "ui/dialogs/model/figures.h"
#include "ui/theme/Theme.h"
#include "ui/widgets/NumberLabel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace isthmus {
namespace {

constexpr int kMargin = 12;
constexpr int kFaultIndent = 44; // where the controls begin
constexpr int kColumnGap = 16;

const QString kWidestShape = QString::fromUtf8("1024 × 1024 × 512");
const QString kWidestCount = QStringLiteral("888,888,888");
const QString kWidestFlop = QStringLiteral("88.8 MM");

} // namespace

EditorRow::EditorRow(QWidget* parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
    , m_line(new QHBoxLayout)
    , m_shape(new NumberLabel(kWidestShape, this))
    , m_parameters(new NumberLabel(kWidestCount, this))
    , m_flop(new NumberLabel(kWidestFlop, this))
    , m_fault(new QLabel(this))
    , m_note(new QLabel(this))
{
    m_line->setSpacing(8);
    m_line->addStretch(1);
    for (NumberLabel* figure : {m_shape, m_parameters, m_flop}) {
        figure->setFixedHeight(kControlHeight);
        m_line->addSpacing(kColumnGap - m_line->spacing());
        m_line->addWidget(figure, 0, Qt::AlignBottom);
    }
    for (QLabel* label : {m_fault, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setContentsMargins(kFaultIndent - kMargin, 0, 0, 4);
        label->hide();
    }
    m_note->setProperty("dim", true);
    m_column->setContentsMargins(kMargin, 3, kMargin, 3);
    m_column->setSpacing(2);
    m_column->addLayout(m_line);
    m_column->addWidget(m_fault);
    m_column->addWidget(m_note);
    connect(&Theme::of(this), &Theme::changed, this, &EditorRow::retheme);
    retheme();
}

void EditorRow::addControl(QWidget* control)
{
    m_line->insertWidget(m_controls++, control, 0, Qt::AlignBottom); // names of fields stand above them
}

void EditorRow::addDetails(QWidget* details)
{
    details->setContentsMargins(kFaultIndent - kMargin, 0, 0, 4);
    m_column->insertWidget(1, details);
}

void EditorRow::retheme()
{
    const ThemeTokens& tokens = Theme::of(this).tokens();
    m_fault->setStyleSheet(QString("color: %1").arg(tokens.bad.name()));
    QPalette dim = palette();
    dim.setColor(QPalette::WindowText, tokens.dim);
    m_parameters->setPalette(dim);
    m_flop->setPalette(dim);
}

void EditorRow::showOutline(const std::optional<LayerOutline>& outline)
{
    m_shape->setText(outline ? shapeFigure(outline->output) : QString());
    m_parameters->setText(outline ? countFigure(outline->parameters) : QString());
    m_flop->setText(outline ? flopFigure(outline->flop) : QString());
}

void EditorRow::showFault(const QString& sentence)
{
    m_fault->setText(sentence);
    m_fault->setVisible(!sentence.isEmpty());
}

QString EditorRow::fault() const
{
    return m_fault->text();
}

void EditorRow::showNote(const QString& sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

QString EditorRow::note() const
{
    return m_note->text();
}

QStringList EditorRow::figures() const
{
    return {m_shape->text(), m_parameters->text(), m_flop->text()};
}

EditorColumns::EditorColumns(QWidget* parent)
    : QWidget(parent)
{
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(kMargin, 0, kMargin, 0);
    line->setSpacing(8);
    line->addStretch(1);
    const std::pair<QString, QString> columns[] = {
        {tr("Output"), kWidestShape}, {tr("Parameters"), kWidestCount}, {tr("FLOP"), kWidestFlop}};
    for (const auto& [title, widest] : columns) {
        auto* label = new QLabel(title, this);
        label->setProperty("dim", true);
        label->setFont(Theme::of(this).small());
        label->setAlignment(Qt::AlignRight);
        label->setFixedWidth(fontMetrics().horizontalAdvance(widest) + 1);
        line->addSpacing(kColumnGap - line->spacing());
        line->addWidget(label);
    }
}

} // namespace isthmus
