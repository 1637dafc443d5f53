// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"

#include <string>
#include <utility>

#include <hdf5.h>

namespace isthmus {

/// The right to call the HDF5 library, from here to the end of the block: Debian's is built to be called from several
/// threads, others are not. What the library would print about errors is kept back, and it loads no plugins, which are
/// programs that a file could ask for.
class Hdf5Use
{
public:
    Hdf5Use();
    ~Hdf5Use();
    Hdf5Use(const Hdf5Use&) = delete;
    Hdf5Use& operator=(const Hdf5Use&) = delete;

private:
    MutexLock m_lock;
    H5E_auto2_t m_print = nullptr; ///< what printed errors before
    void* m_printData = nullptr;
};

/// One thing that the library has opened; closed under Hdf5Use, which its owner sees to.
class Hdf5Id
{
public:
    explicit Hdf5Id(hid_t id = H5I_INVALID_HID)
        : m_id(id)
    {
    }
    ~Hdf5Id() { close(); }
    Hdf5Id(Hdf5Id&& other) noexcept
        : m_id(std::exchange(other.m_id, H5I_INVALID_HID))
    {
    }
    Hdf5Id& operator=(Hdf5Id&& other) noexcept
    {
        std::swap(m_id, other.m_id);
        return *this;
    }

    [[nodiscard]] hid_t get() const { return m_id; }
    [[nodiscard]] bool isOpen() const { return m_id >= 0; }

private:
    void close() const
    {
        if (isOpen())
            H5Idec_ref(m_id);
    }
    hid_t m_id;
};

/// What the library says went wrong in its last call, in its words: the innermost reason, or "no reason given".
std::string hdf5Reason();

/// Opens a file for reading alone, without locking it, by the driver of Hdf5Driver.h.
/// @param where  its name for messages
/// @throws Error if the library refuses it
Hdf5Id openHdf5(const std::string& path, const std::string& where);

} // namespace isthmus
