// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/walk/eye/Eye.h"

#include <QGenericPlugin>

namespace isthmus::walk {

/// Makes the eye where the environment asks for it: QT_QPA_GENERIC_PLUGINS=isthmus-eye:SOCKET, with the folder above
/// `generic/` in QT_PLUGIN_PATH.
class EyePlugin : public QGenericPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QGenericPluginFactoryInterface_iid FILE "eye.json")
public:
    QObject* create(const QString& /*name*/, const QString& socket) override { return new Eye(socket); }
};

} // namespace isthmus::walk

#include "plugin.moc"
