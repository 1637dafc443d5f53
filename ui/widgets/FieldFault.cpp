// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/FieldFault.h"

#include "ui/widgets/styleMark.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace isthmus {
namespace {

constexpr int kNoteGap = 2; // px between a field and its note
constexpr int kMargin = 8; // px between a note and the edge of what it lies in

/// What scrolls with the field, or its window.
QWidget* hostOf(QWidget& field)
{
    QWidget* host = &field;
    while (!host->isWindow() && host->parentWidget()) {
        const auto* area = host->parentWidget()->parentWidget();
        const auto* scrolling = qobject_cast<const QScrollArea*>(area);
        if (scrolling && scrolling->widget() == host)
            return host;
        host = host->parentWidget();
    }
    return host;
}

} // namespace

FieldFault::FieldFault(QWidget& field)
    : QObject(&field)
    , m_field(field)
{
}

FieldFault::~FieldFault()
{
    delete m_note;
}

void FieldFault::show(const QString& expected)
{
    const QString sentence = tr("Type %1, or press Esc").arg(expected);
    if (sentence == m_sentence)
        return;
    m_sentence = sentence;
    setStyleMark(m_field, "fault", true);
    m_field.setAccessibleDescription(sentence);
    makeNote();
    m_note->setText(sentence);
    place();
    emit changed();
}

void FieldFault::clear()
{
    if (!isShown())
        return;
    followField(false);
    m_sentence.clear();
    delete m_note;
    setStyleMark(m_field, "fault", false);
    m_field.setAccessibleDescription({});
    emit changed();
}

void FieldFault::makeNote()
{
    if (m_note)
        return;
    m_host = hostOf(m_field);
    m_note = new QLabel(m_host);
    m_note->setObjectName("field-note");
    m_note->setWordWrap(true);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    followField(true);
}

void FieldFault::followField(bool on)
{
    const QWidget* last = m_host;
    if (last && !last->isWindow())
        last = last->parentWidget(); // which shows a part of the host
    for (QWidget* widget = &m_field; widget; widget = widget == last ? nullptr : widget->parentWidget()) {
        if (on)
            widget->installEventFilter(this);
        else
            widget->removeEventFilter(this);
    }
}

QRect FieldFault::seenPart() const
{
    const QRect whole = m_host->rect();
    if (m_host->isWindow())
        return whole;
    return whole.intersected(QRect(-m_host->pos(), m_host->parentWidget()->size()));
}

void FieldFault::place()
{
    if (!m_note || !m_host)
        return;
    m_note->setVisible(m_field.isVisibleTo(m_host) && !isUserElsewhere());
    m_note->ensurePolished();
    const int widest = std::max(m_host->width() - 2 * kMargin, 0);
    m_note->setWordWrap(false);
    const int width = std::min(m_note->sizeHint().width(), widest);
    m_note->setWordWrap(true);
    m_note->resize(width, m_note->heightForWidth(width));
    const QRect field(m_field.mapTo(m_host, QPoint()), m_field.size());
    const int left =
        std::clamp(field.right() + 1 - width, kMargin, std::max(kMargin, m_host->width() - width - kMargin));
    const int below = field.bottom() + 1 + kNoteGap;
    const int above = field.top() - kNoteGap - m_note->height();
    const QRect seen = seenPart();
    const bool isBelowSeen = below + m_note->height() <= seen.bottom() + 1;
    const bool isAboveSeen = above >= seen.top() && field.top() <= seen.bottom() + 1;
    const bool hasRoomBelow = below + m_note->height() <= m_host->height();
    m_note->move(left, isBelowSeen || (!isAboveSeen && hasRoomBelow) ? below : above);
    m_note->raise();
}

bool FieldFault::isUserElsewhere() const
{
    const QWidget* focused = QApplication::focusWidget();
    const bool isHere =
        !focused || focused == &m_field || m_field.isAncestorOf(focused) || !m_host->isAncestorOf(focused);
    return !isHere && !m_field.underMouse();
}

bool FieldFault::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::FocusIn:
    case QEvent::FocusOut:
    case QEvent::Enter:
    case QEvent::Leave:
        place();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

QWidget* FieldFault::firstFieldBelow(const QWidget& widget)
{
    for (const FieldFault* fault : widget.findChildren<FieldFault*>())
        if (fault->isShown() && !fault->m_field.isHidden() && !fault->m_field.parentWidget()->isHidden())
            return &fault->m_field;
    return nullptr;
}

bool FieldFault::areAllTaken(const QWidget& dialog)
{
    QWidget* field = firstFieldBelow(dialog);
    if (field)
        field->setFocus(Qt::OtherFocusReason);
    return field == nullptr;
}

} // namespace isthmus
