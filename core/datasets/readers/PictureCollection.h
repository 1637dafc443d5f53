// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Mutex.h"
#include "core/base/Progress.h"
#include "core/base/ThreadPool.h"
#include "core/data/Dataset.h"
#include "core/datasets/readers/Picture.h"
#include "core/datasets/readers/PictureFiles.h"

#include <atomic>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace isthmus {

/// The pictures of files one after another, brought to one size, one number of channels and one type of number. Each
/// page of a TIFF and each frame of an animation is a picture.
class PictureCollection
{
public:
    /// Both outlive it.
    PictureCollection(const ReadOptions& options, const Progress& progress);

    /// Reads on all threads.
    /// @param where  what messages begin with
    /// @param usual  size that the pictures get unless the options say one; empty: the most common one of the files
    /// @return       how many pictures each file gave; 0: it could not be read
    /// @throws Error if no file can be read, or the pictures would need too much memory; Cancelled
    std::vector<Index> read(const std::vector<PictureFile>& files, const std::string& where, QSize usual = {});

    /// Gives shape, images, scaling and notices to a data set whose counts are set. Once, after reading.
    /// @throws Error if a number is not finite
    void moveInto(Dataset& data);

private:
    /// Pictures in a row with the same kind of numbers.
    struct Run
    {
        NumberType type;
        int channels;
        std::vector<std::uint8_t> bytes;
    };

    [[nodiscard]] std::string lastReason() const;
    QSize mostCommonSize(const std::vector<PictureFile>& files);
    std::vector<PictureBytes> decode(const std::string& path);
    void append(PictureBytes picture, const std::string& where);
    void sayTypes(Dataset& data) const;
    [[nodiscard]] NumberType commonType() const;
    [[nodiscard]] int commonChannels() const;
    std::vector<std::uint8_t> united(NumberType type, int channels);

    const ReadOptions& m_options;
    const Progress& m_progress;
    ThreadPool m_pool;
    QSize m_size;
    bool m_isOneFile = false; ///< then each of its pictures asks whether reading goes on
    std::vector<Run> m_runs;
    std::uint64_t m_bytes = 0; ///< of the pictures that have been appended; changed while no file is decoded
    std::atomic<std::uint64_t> m_waiting = 0; ///< bytes of the pictures that wait for it, of all files
    Index m_pictures = 0;
    mutable Mutex m_mutex;
    Index m_fitted ISTHMUS_GUARDED_BY(m_mutex) = 0;
    std::string m_reason ISTHMUS_GUARDED_BY(m_mutex); ///< why one picture could not be read
    std::set<std::string> m_notices ISTHMUS_GUARDED_BY(m_mutex); ///< each once, of however many files
};

} // namespace isthmus
