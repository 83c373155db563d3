using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Autocura.Embedded.Durable.Storage;

/// <summary>
/// The numbered scripts that make a database what this version expects. A file says how many it has had (user_version); the rest are
/// applied in one transaction, so a file is brought up to date or left as it was.
/// </summary>
internal sealed class Migrations(IReadOnlyList<string> scripts)
{
    /// <summary>Those of the engine, in the order of their numbers.</summary>
    public static Migrations OfTheEngine { get; } = new(Scripts());

    /// <exception cref="DurableStoreException">The file is of a newer version, of something else, or a script fails.</exception>
    public void Apply(SqliteConnection connection)
    {
        var path = connection.DataSource;
        var applied = Convert.ToInt32(Scalar(connection, "PRAGMA user_version"));
        if (applied > scripts.Count)
        {
            throw new DurableStoreException(
                path, $"was written by a newer version (schema {applied}; this one knows {scripts.Count})",
                "Start that version or a later one, or use another data folder (--data). The file was not changed.");
        }

        if (applied == 0 && Convert.ToInt32(Scalar(connection, "SELECT count(*) FROM sqlite_master")) > 0)
        {
            throw new DurableStoreException(
                path, "is a database of something else: it has tables and no schema number", "Move it away, or use another data folder (--data). The file was not changed.");
        }

        if (applied < scripts.Count) Apply(connection, applied);
    }

    private void Apply(SqliteConnection connection, int applied)
    {
        using var transaction = connection.BeginTransaction();
        var number = applied;
        try
        {
            foreach (var script in scripts.Skip(applied))
            {
                number++;
                Execute(connection, script, transaction);
            }

            Execute(connection, FormattableString.Invariant($"PRAGMA user_version = {scripts.Count}"), transaction);
            transaction.Commit();
        }
        catch (SqliteException problem) when (applied > 0)
        {
            throw new DurableStoreException(
                connection.DataSource, $"could not be brought from schema {applied} to {number}: {problem.Message.TrimEnd('.')}",
                "It was left as it was: start the version that wrote it, or remove the cause and start this one again.", problem);
        }
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = Command(connection, sql);
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction transaction)
    {
        using var command = Command(connection, sql);
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // this assembly's own resources and the statements above
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    private static List<string> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames().Where(name => name.StartsWith("Durable.Schema.")).Order().Select(Read)];

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
