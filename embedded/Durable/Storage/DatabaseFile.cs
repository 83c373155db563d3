using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// The file before SQLite sees it. A new one comes into being whole, under another name until it is; so one that is empty or is no
/// database has been damaged since, and is refused rather than silently begun anew.
/// </summary>
internal static class DatabaseFile
{
    private const string Remedy =
        "It was not touched. Restore it from a backup, or, to begin anew without what it held, move it and the files beside it (-wal, -shm) away.";

    /// <summary>Sees that the file is there and looks like a database, or makes it.</summary>
    /// <exception cref="DurableStoreException">It is not what it was.</exception>
    public static void Prepare(string path, Func<string, SqliteConnection> open, Migrations migrations)
    {
        var hasLog = new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };
        if (!File.Exists(path))
        {
            if (hasLog) throw new DurableStoreException(path, "is gone, while its write-ahead log is there", Remedy);
            Create(path, open, migrations);
            return;
        }

        Span<byte> start = stackalloc byte[16];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (length == 0) throw new DurableStoreException(path, "is empty: it has been cut off", Remedy);
        if (length < start.Length || !start.SequenceEqual("SQLite format 3\0"u8)) throw new DurableStoreException(path, "is damaged: it does not begin as a database does", Remedy);
    }

    private static void Create(string path, Func<string, SqliteConnection> open, Migrations migrations)
    {
        var unfinished = path + ".new";
        foreach (var leftover in (string[])["", "-wal", "-shm", "-journal"]) File.Delete(unfinished + leftover);
        using (var connection = open(unfinished)) migrations.Apply(connection);
        File.Move(unfinished, path);
    }
}
