// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/datasets/readers/hdf5/Hdf5Use.h"

#include "core/base/Error.h"
#include "core/datasets/readers/hdf5/Hdf5Driver.h"

namespace isthmus {

namespace {

constexpr std::size_t kLongestReason = 120;

Mutex& libraryMutex()
{
    static Mutex mutex;
    return mutex;
}

/// Keeps what the first error of a walk says, as printable text.
herr_t keepReason(unsigned number, const H5E_error2_t* error, void* text)
{
    if (number == 0 && error->desc != nullptr)
        for (const char* c = error->desc; *c != '\0' && static_cast<std::string*>(text)->size() < kLongestReason; ++c)
            *static_cast<std::string*>(text) += *c >= ' ' && *c <= '~' ? *c : '?';
    return 0;
}

} // namespace

Hdf5Use::Hdf5Use()
    : m_lock(libraryMutex())
{
    static const bool staysOpen = H5dont_atexit() >= 0; // at the end it would complain of what damaged files left open
    static_cast<void>(staysOpen);
    H5Eget_auto2(H5E_DEFAULT, &m_print, &m_printData);
    H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
    H5PLset_loading_state(0);
}

Hdf5Use::~Hdf5Use()
{
    H5Eset_auto2(H5E_DEFAULT, m_print, m_printData);
}

std::string hdf5Reason()
{
    std::string reason;
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, keepReason, &reason);
    return reason.empty() ? "no reason given" : reason;
}

Hdf5Id openHdf5(const std::string& path, const std::string& where)
{
    const Hdf5Id access(H5Pcreate(H5P_FILE_ACCESS));
    setDriver(access.get());
    Hdf5Id file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, access.get()));
    if (!file.isOpen())
        throw Error(where + ": expected a whole HDF5 file, found one that the HDF5 library refuses: " + hdf5Reason());
    return file;
}

} // namespace isthmus
