using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>The durable store could not do what it was asked. The message names the file, the cause and what to do.</summary>
internal sealed class DurableStoreException : IOException
{
    public DurableStoreException(string path, string cause, string remedy, Exception? problem = null)
        : base($"The durable store '{path}' {cause}. {remedy}", problem)
    {
        Cause = cause;
    }

    /// <summary>What is wrong, without the place: fit for those who may not know it.</summary>
    public string Cause { get; }

    /// <summary>True when it will not pass by itself.</summary>
    public bool IsLasting { get; private init; }

    /// <summary>Says in the user's words what SQLite or the file system said.</summary>
    public static DurableStoreException From(string path, Exception problem)
    {
        if (problem is DurableStoreException known) return known;
        var code = (problem as SqliteException ?? problem.InnerException as SqliteException)?.SqliteErrorCode;
        var (cause, remedy) = code switch
        {
            raw.SQLITE_FULL => ("cannot save: the disk is full", "Free some space; it goes on by itself then, and nothing that was acknowledged is lost"),
            raw.SQLITE_READONLY or raw.SQLITE_PERM =>
                ("cannot save: the file or its folder is read-only", "Make both writable for this user; it goes on by itself then, and nothing that was acknowledged is lost"),
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB =>
                ("is damaged", "Stop the host and restore the file from a backup, or save what can be saved with 'sqlite3 <file> .recover'; nothing is repaired or replaced by itself"),
            raw.SQLITE_CANTOPEN => ("cannot be opened", "See that the folder exists, that this user may write there, and that file handles are left"),
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => ("is locked by another program", "Close the tool that has it open; it goes on by itself then"),
            raw.SQLITE_IOERR => ("cannot be read or written: the disk reports an error", "Look at the system's log for the disk; it goes on by itself when the disk does"),
            _ => ($"refuses: {problem.Message.TrimEnd('.')}", "It is tried again; if this stays, stop the host and look at the file"),
        };
        return new DurableStoreException(path, cause, $"{remedy} ({problem.Message.TrimEnd('.')}).", problem) { IsLasting = code is raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB };
    }
}
