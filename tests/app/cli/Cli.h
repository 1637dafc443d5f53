// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QTest>

namespace isthmus {

/// What a call of isthmus-cli left behind.
struct Outcome
{
    int code = -1;
    QByteArray out;
    QByteArray err;

    /// The object on the last line of stdout. Constant, so that a key that is missing reads as such.
    [[nodiscard]] const QJsonObject json() const
    {
        return QJsonDocument::fromJson(out.trimmed().split('\n').last()).object();
    }
    /// The figures that train prints of each part: the object without the notices about the data, the
    /// warnings about the result and the choice of samples.
    [[nodiscard]] QJsonObject figures() const
    {
        QJsonObject object = json();
        object.remove("notices");
        object.remove("warnings");
        object.remove("selection");
        return object;
    }
    /// Is stdout one line, and nothing but an object?
    [[nodiscard]] bool isOneObject() const { return out.count('\n') == 1 && QJsonDocument::fromJson(out).isObject(); }
    /// Is there one line on stderr from the program, and nothing on stdout?
    [[nodiscard]] bool isOneComplaint() const
    {
        return out.isEmpty() && err.startsWith("isthmus-cli: ") && err.count('\n') == 1 && err.endsWith('\n');
    }
    [[nodiscard]] QByteArray text() const { return "exit " + QByteArray::number(code) + '\n' + out + err; }
};

/// A folder of its own in which the built program is called.
class Cli
{
public:
    /// @param parent  folder in which it is made
    explicit Cli(const QString& parent = QDir::tempPath())
        : m_folder(parent + "/isthmus-XXXXXX")
    {
    }

    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] std::string pathText(const QString& name) const { return path(name).toStdString(); }

    void start(QProcess& process, const QStringList& words) const
    {
        process.setWorkingDirectory(m_folder.path());
        process.start(m_program, words);
    }

    static Outcome finish(QProcess& process)
    {
        if (!process.waitForFinished(120000) || process.exitStatus() != QProcess::NormalExit)
            return {-1, process.readAllStandardOutput(), process.readAllStandardError() + "did not end normally"};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    [[nodiscard]] Outcome run(const QStringList& words) const
    {
        QProcess process;
        start(process, words);
        return finish(process);
    }

    /// Words with blanks between them.
    [[nodiscard]] Outcome run(const QString& words) const { return run(words.split(' ')); }

    void write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
    }

    [[nodiscard]] QByteArray read(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    /// Grey images in an IDX file without labels.
    void writeImages(const QString& name, int count, int height, int width) const
    {
        QByteArray bytes("\0\0\x08\x03", 4);
        for (const int number : {count, height, width})
            for (int shift = 24; shift >= 0; shift -= 8)
                bytes.append(static_cast<char>(number >> shift));
        for (int i = 0; i < count * height * width; ++i)
            bytes.append(static_cast<char>(i * 37 % 256));
        write(name, bytes);
    }

protected:
    [[nodiscard]] const QString& program() const { return m_program; }
    void setProgram(const QString& path) { m_program = path; }

private:
    QTemporaryDir m_folder;
    QString m_program = QString(ISTHMUS_BINARY_DIR) + "/isthmus-cli";
};

/// Names of all keys of an object, sorted.
inline QStringList keysOf(const QJsonValue& object)
{
    return object.toObject().keys();
}

/// A short training run: exit 0 or the test fails.
inline void trainQuickly(const Cli& cli, const QString& out, const QString& more = "--model vae-2d --epochs 1")
{
    const Outcome outcome = cli.run("train --data sprites --limit 200 --out " + out + ' ' + more);
    QVERIFY2(outcome.code == 0, outcome.text());
}

const QString kSmallVae = "--model dense-vae --hidden 32 --latent 3";

} // namespace isthmus
