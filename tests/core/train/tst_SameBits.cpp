// SPDX-License-Identifier: GPL-3.0-or-later
// The same seed gives the same bits wherever buffers lie, and after a run was saved and loaded. What threads have to do
// with it: tst_Determinism.
#include "core/runs/RunFile.h"
#include "tests/TestProgram.h"
#include "tests/core/train/RunHash.h"

#include <QTemporaryDir>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t kLine = 64;

std::atomic<bool> shiftsBuffers{false};
std::atomic<std::uint32_t> shiftedBuffers{0};

/// How many cache lines a new buffer is moved by: 1, or from 1 to 64 where buffers are shifted.
std::size_t linesBefore()
{
    return shiftsBuffers ? 1 + shiftedBuffers++ * 2654435761U % 64 : 1;
}

} // namespace

// All number buffers come from here (AlignedAllocator). The cache line before a buffer remembers its block.
void* operator new(std::size_t size, std::align_val_t)
{
    const std::size_t before = linesBefore() * kLine;
    void* const block = std::aligned_alloc(kLine, (before + size + kLine - 1) / kLine * kLine);
    if (block == nullptr)
        throw std::bad_alloc();
    char* const buffer = static_cast<char*>(block) + before;
    *reinterpret_cast<void**>(buffer - kLine) = block;
    return buffer;
}

void operator delete(void* buffer, std::align_val_t) noexcept
{
    if (buffer != nullptr)
        std::free(*reinterpret_cast<void**>(static_cast<char*>(buffer) - kLine));
}

void operator delete(void* buffer, std::size_t, std::align_val_t alignment) noexcept
{
    operator delete(buffer, alignment);
}

using namespace isthmus;
using namespace isthmus::test;

namespace {

/// While it lives, new buffers lie at other multiples of a cache line than they would.
struct Shift
{
    Shift() { shiftsBuffers = true; }
    ~Shift() { shiftsBuffers = false; }
    Shift(const Shift&) = delete;
    Shift& operator=(const Shift&) = delete;
};

} // namespace

class tst_SameBits : public QObject
{
    Q_OBJECT

private slots:
    void hashSeesOneBit();
    void placeOfBuffersDoesNotMatter_data() { trainableRows(); }
    void placeOfBuffersDoesNotMatter();
    void saveAndLoadDoNotMatter_data() { presetRows(); }
    void saveAndLoadDoNotMatter();
    void seedMatters();
};

void tst_SameBits::hashSeesOneBit()
{
    TrainingRun run(hashedRun("linear-ae"));
    Checkpoint state = run.checkpoint();
    const std::string before = hashOf(state);
    state.parameters[1000] = std::nextafter(state.parameters[1000], 1.0F);
    QVERIFY(hashOf(state) != before);
}

void tst_SameBits::placeOfBuffersDoesNotMatter()
{
    QFETCH(const std::string, preset);
    const std::string& reference = referenceHash(preset);
    const Shift shift;
    const std::uint32_t before = shiftedBuffers;
    TrainingRun run(hashedRun(preset));
    QCOMPARE(hashAfter(run, kHashedSteps, 2), reference);
    QVERIFY(shiftedBuffers > before + 8);
}

void tst_SameBits::saveAndLoadDoNotMatter()
{
    QFETCH(const std::string, preset);
    const QTemporaryDir folder;
    const std::string path = folder.filePath("run.safetensors").toStdString();
    TrainingRun first(hashedRun(preset));
    hashAfter(first, 2, 2); // inside an epoch
    writeRunFile(path, first.checkpoint());
    TrainingRun second(hashedRun(preset));
    second.restore(readRunFile(path));
    QCOMPARE(hashAfter(second, kHashedSteps - 2, 2), referenceHash(preset));
}

void tst_SameBits::seedMatters()
{
    RunSpec spec = hashedRun("linear-ae");
    spec.training.seed = 2;
    TrainingRun run(spec);
    QVERIFY(hashAfter(run, kHashedSteps, 1) != referenceHash("linear-ae"));
}

ISTHMUS_GUILESS_TEST(tst_SameBits)
#include "tst_SameBits.moc"
