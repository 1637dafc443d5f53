// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Batch.h"
#include "core/base/Rng.h"
#include "core/nn/products/kernels.h"
#include "tests/TestProgram.h"

#include <algorithm>
#include <cmath>
#include <vector>

using namespace isthmus;

namespace {

struct Kernels
{
    const char* name;
    void (*multiply)(const Product&);
    void (*addRowProducts)(const RowProducts&);
    void (*transpose)(const float*, std::ptrdiff_t, std::ptrdiff_t, std::ptrdiff_t, float*, std::ptrdiff_t);
};

/// The kernels that this processor can run.
std::vector<Kernels> kernels()
{
    std::vector<Kernels> all{{"baseline", multiplyBaseline, addRowProductsBaseline, transposeBaseline}};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        all.push_back({"AVX2", multiplyAvx2, addRowProductsAvx2, transposeAvx2});
    if (__builtin_cpu_supports("avx512f"))
        all.push_back({"AVX-512", multiplyAvx512, addRowProductsAvx512, transposeAvx512});
#endif
    return all;
}

FloatVector numbers(std::size_t count, std::uint32_t which)
{
    const Rng rng(which, Purpose::Preview);
    FloatVector values(count);
    for (std::size_t i = 0; i < count; ++i)
        values[i] = rng.normal(i, 0, 0);
    return values;
}

void shapes()
{
    QTest::addColumn<int>("kernel");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("depth");
    const int sizes[][3] = {{1, 1, 1}, {12, 32, 7}, {13, 33, 5}, {25, 47, 30}, {4, 16, 64}, {3, 100, 1}, {30, 2, 19}};
    const auto all = kernels();
    for (std::size_t kernel = 0; kernel < all.size(); ++kernel) {
        for (const auto& size : sizes) {
            QTest::addRow("%s, %d x %d x %d", all[kernel].name, size[0], size[1], size[2])
                << static_cast<int>(kernel) << size[0] << size[1] << size[2];
        }
    }
}

} // namespace

class TestProduct : public QObject
{
    Q_OBJECT
private slots:
    void matchesSumsInDouble_data() { shapes(); }
    void matchesSumsInDouble();
    void writesNothingBesideItsResult_data() { shapes(); }
    void writesNothingBesideItsResult();
    void transposesExactly_data() { shapes(); }
    void transposesExactly();
    void noDepthLeavesTheBias();
    void termsAreOneDepth_data() { shapes(); }
    void termsAreOneDepth();
    void rowProductsMatchSumsInDouble_data() { shapes(); }
    void rowProductsMatchSumsInDouble();
};

void TestProduct::matchesSumsInDouble()
{
    QFETCH(int, kernel);
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, depth);
    const FloatVector a = numbers(static_cast<std::size_t>(rows * depth), 1);
    const FloatVector bias = numbers(static_cast<std::size_t>(rows), 2);
    Batch b(depth, columns);
    for (int p = 0; p < depth; ++p) {
        for (int j = 0; j < columns; ++j)
            b.row(p)[j] = static_cast<float>((p * 7 + j * 3) % 11) - 5;
    }
    for (const bool transposed : {false, true}) {
        for (const bool accumulate : {false, true}) {
            Batch c(rows, columns);
            c.view().setConstant(3);
            Product product;
            product.a = a.data();
            product.aRow = transposed ? 1 : depth;
            product.aColumn = transposed ? rows : 1;
            product.b = b.row(0);
            product.bRow = b.stride();
            product.c = c.row(0);
            product.cRow = c.stride();
            product.rows = rows;
            product.columns = columns;
            product.depth = depth;
            product.bias = bias.data();
            product.accumulate = accumulate;
            kernels()[static_cast<std::size_t>(kernel)].multiply(product);
            for (int i = 0; i < rows; ++i) {
                for (int j = 0; j < columns; ++j) {
                    double sum = accumulate ? 3 : static_cast<double>(bias[static_cast<std::size_t>(i)]);
                    for (int p = 0; p < depth; ++p) {
                        const int at = transposed ? p * rows + i : i * depth + p;
                        sum += static_cast<double>(a[static_cast<std::size_t>(at)]) * static_cast<double>(b.row(p)[j]);
                    }
                    QVERIFY(std::abs(sum - static_cast<double>(c.row(i)[j])) < 1e-4);
                }
            }
        }
    }
}

void TestProduct::writesNothingBesideItsResult()
{
    QFETCH(int, kernel);
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, depth);
    const FloatVector a = numbers(static_cast<std::size_t>(rows * depth), 1);
    Batch b(depth, columns);
    const auto size = static_cast<std::size_t>(rows * columns);
    FloatVector c(size + 2, 99.0F); // dense rows, an odd start: as gradients lie in the flat vector
    Product product;
    product.a = a.data();
    product.aRow = depth;
    product.b = b.row(0);
    product.bRow = b.stride();
    product.c = c.data() + 1;
    product.cRow = columns;
    product.rows = rows;
    product.columns = columns;
    product.depth = depth;
    kernels()[static_cast<std::size_t>(kernel)].multiply(product);
    QCOMPARE(c.front(), 99.0F);
    QCOMPARE(c.back(), 99.0F);
    for (std::size_t i = 1; i <= size; ++i)
        QCOMPARE(c[i], 0.0F);
}

void TestProduct::transposesExactly()
{
    QFETCH(int, kernel);
    QFETCH(int, rows);
    QFETCH(int, columns);
    Batch in(rows, columns);
    for (int i = 0; i < rows; ++i) {
        for (int j = 0; j < columns; ++j)
            in.row(i)[j] = static_cast<float>(1000 * i + j);
    }
    Batch out(roundUp(columns, kLane), rows);
    kernels()[static_cast<std::size_t>(kernel)].transpose(
        in.row(0), in.stride(), rows, columns, out.row(0), out.stride());
    for (int i = 0; i < rows; ++i) {
        for (int j = 0; j < columns; ++j)
            QCOMPARE(out.row(j)[i], in.row(i)[j]);
    }
}

void TestProduct::noDepthLeavesTheBias()
{
    const FloatVector bias{2, -1};
    Batch c(2, 3);
    Product product;
    product.c = c.row(0);
    product.cRow = c.stride();
    product.b = c.row(0); // never read
    product.a = bias.data(); // never read
    product.rows = 2;
    product.columns = 3;
    product.bias = bias.data();
    multiply(product);
    QCOMPARE(c.row(0)[2], 2.0F);
    QCOMPARE(c.row(1)[0], -1.0F);
}

void TestProduct::termsAreOneDepth()
{
    QFETCH(int, kernel);
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, depth);
    const FloatVector a = numbers(static_cast<std::size_t>(rows * depth), 1);
    Batch b(depth, columns);
    for (int p = 0; p < depth; ++p)
        std::copy_n(
            numbers(static_cast<std::size_t>(columns), 5 + static_cast<std::uint32_t>(p)).data(), columns, b.row(p));
    Batch whole(rows, columns);
    Batch pieces(rows, columns);
    Product product;
    product.a = a.data();
    product.aRow = depth;
    product.b = b.row(0);
    product.bRow = b.stride();
    product.c = whole.row(0);
    product.cRow = whole.stride();
    product.rows = rows;
    product.columns = columns;
    product.depth = depth;
    kernels()[static_cast<std::size_t>(kernel)].multiply(product);
    const std::ptrdiff_t half = depth / 2;
    const ProductTerm terms[] = {{0, 0, half}, {half, half * b.stride(), 0}, {half, half * b.stride(), depth - half}};
    product.terms = terms;
    product.termCount = 3;
    product.c = pieces.row(0);
    kernels()[static_cast<std::size_t>(kernel)].multiply(product);
    QVERIFY(whole.view() == pieces.view());
}

void TestProduct::rowProductsMatchSumsInDouble()
{
    QFETCH(int, kernel);
    QFETCH(int, rows);
    QFETCH(int, columns);
    QFETCH(int, depth);
    const auto samples = static_cast<Index>(depth);
    Batch one(rows, samples);
    Batch many(columns, samples);
    for (Batch* batch : {&one, &many}) {
        for (Index row = 0; row < batch->rows(); ++row) {
            for (Index s = 0; s < batch->stride(); ++s) // the padding holds numbers that must not count
                batch->row(row)[s] = static_cast<float>((row * 5 + s * 3) % 13) - 6;
        }
    }
    std::vector<const float*> pointers;
    for (Index row = 0; row < rows; ++row)
        pointers.push_back(one.row(row));
    FloatVector sums(static_cast<std::size_t>(rows * columns * kLane), 0.5F);
    RowProducts products;
    products.one = pointers.data();
    products.ones = rows;
    products.many = many.row(0);
    products.manyRow = many.stride();
    products.count = columns;
    products.samples = samples;
    products.sums = sums.data();
    kernels()[static_cast<std::size_t>(kernel)].addRowProducts(products);
    for (Index i = 0; i < rows; ++i) {
        for (Index j = 0; j < columns; ++j) {
            for (Index lane = 0; lane < kLane; ++lane) {
                double sum = 0.5;
                for (Index s = lane; s < samples; s += kLane)
                    sum += static_cast<double>(one.row(i)[s]) * static_cast<double>(many.row(j)[s]);
                const float found = sums[static_cast<std::size_t>((i * columns + j) * kLane + lane)];
                QVERIFY(std::abs(sum - static_cast<double>(found)) < 1e-3);
            }
        }
    }
}

ISTHMUS_APPLESS_TEST(TestProduct)
#include "tst_Product.moc"
